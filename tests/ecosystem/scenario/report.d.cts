export const place: object | undefined;
export function report(result: Record<string, string>): void;
