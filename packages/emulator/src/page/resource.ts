import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { LiveTopic } from '../http/inspection/types.js';
import { request } from './api.js';
import { onChange } from './live.js';

export interface Resource<T> {
  /** Undefined until it is there. While it is read again the earlier value stays. */
  data: T | undefined;
  error: Error | undefined;
  /** Reads it again. */
  reload: () => void;
}

/** Reads a path, and reads it again when something of these topics changes. Undefined reads nothing. */
export function useResource<T>(path: string | undefined, topics: readonly LiveTopic[]): Resource<T> {
  const [state, setState] = useState<{ path: string | undefined; data?: T; error?: Error }>({ path });
  const running = useRef<AbortController>(undefined);
  const load = useCallback(() => {
    running.current?.abort();
    if (path === undefined) return;
    const controller = new AbortController();
    running.current = controller;
    request<T>('GET', path, undefined, controller.signal).then(
      (data) => setState({ path, data }),
      (error: Error) => {
        if (!controller.signal.aborted) setState({ path, error });
      },
    );
  }, [path]);
  useEffect(() => {
    load();
    return () => running.current?.abort();
  }, [load]);
  const names = topics.join();
  useEffect(() => onChange(names.split(',') as LiveTopic[], load), [names, load]);
  const isCurrent = state.path === path;
  return {
    data: isCurrent ? state.data : undefined,
    error: isCurrent ? state.error : undefined,
    reload: load,
  };
}
