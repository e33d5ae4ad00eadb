import { useEffect, useState } from 'preact/hooks';
import type { LiveTopic, LiveUpdate } from '../http/inspection/types.js';
import { urlOf } from './api.js';

type Listener = (update: LiveUpdate | 'connected') => void;

const listeners = new Set<Listener>();
const stateListeners = new Set<(isLive: boolean) => void>();
let source: EventSource | undefined;
let isLive = false;

function setLive(live: boolean): void {
  isLive = live;
  for (const listener of stateListeners) listener(live);
}

function connect(): void {
  source = new EventSource(urlOf('/live'));
  source.addEventListener('open', () => {
    setLive(true);
    // What happened until now was not told: also not what came after the first reading.
    for (const listener of listeners) listener('connected');
  });
  source.addEventListener('error', () => setLive(false));
  source.addEventListener('update', ({ data }) => {
    const update = JSON.parse(data) as LiveUpdate;
    for (const listener of listeners) listener(update);
  });
}

/** Listens for updates while the page is visible. Browsers allow six connections to a host, all tabs together. */
export function startLive(): void {
  connect();
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      source?.close();
      source = undefined;
    } else if (!source) {
      connect();
    }
  });
}

/** Whether updates come in. */
export function useIsLive(): boolean {
  const [live, set] = useState(isLive);
  useEffect(() => {
    stateListeners.add(set);
    // It may have changed between the first rendering and this.
    set(isLive);
    return () => {
      stateListeners.delete(set);
    };
  }, []);
  return live;
}

/** How often something is read again at most while it changes, in milliseconds. */
const REFRESH_MS = 400;

/** Calls back when something of these topics changed: soon, and not too often. */
export function onChange(topics: readonly LiveTopic[], callback: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = 0;
  const run = () => {
    timer = undefined;
    last = Date.now();
    callback();
  };
  const listener: Listener = (update) => {
    const isAbout = update === 'connected' || update.reset || topics.some((topic) => update[topic]);
    if (!isAbout || timer !== undefined) return;
    timer = setTimeout(run, Math.max(0, last + REFRESH_MS - Date.now()));
  };
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    clearTimeout(timer);
  };
}
