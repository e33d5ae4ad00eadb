/** The region of a workspace. */
export interface AccountRegion {
  /** The address of the Track API in this region. */
  url: string;
  /** The region. */
  region: 'us' | 'eu';
  /** The id of the workspace. */
  environment_id: number;
}
