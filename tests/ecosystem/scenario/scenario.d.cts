export type Result = Record<string, string>;
export function run(packages: object, place?: object, deliver?: unknown): Promise<Result>;
