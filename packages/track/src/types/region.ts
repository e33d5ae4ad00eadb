/** Where a workspace's data is kept. */
export interface AccountRegion {
  url: string;
  region: 'us' | 'eu';
  environment_id: number;
}
