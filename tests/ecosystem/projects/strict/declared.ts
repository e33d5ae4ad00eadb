// What is inferred here is written into declarations, which have to name it.
import { isApiError, nodeOnly, TrackClient, ulid } from './named';

export const track = new TrackClient({ siteId: 's', apiKey: 'k' });
export const { http } = track;
export const identify = track.identify.bind(track);
export const statusOf = (error: unknown) => (isApiError(error) ? error : ulid());
export const transport = nodeOnly;
