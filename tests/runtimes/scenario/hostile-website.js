// A page of another website, in a browser. It tries every way to read from a server or to write to it that a page has.
// Plain script: it runs as it stands here.

/**
 * @param {string} target The server's origin.
 * @param {{ secret: string, paths: string[], image: string, writes: [method: string, path: string, body: string, headers: object][] }} what
 * @returns What it got to know: the ways by which something was read, loaded or opened.
 */
globalThis.attack = async function attack(target, { secret, paths, image, writes }) {
  const learned = [];
  const learn = (way, isLearned) => {
    if (isLearned) learned.push(`${way} ${target}`);
  };
  const inTime = (promise, ms = 2000) =>
    Promise.race([promise, new Promise((resolve) => setTimeout(resolve, ms))]).catch(() => {});
  const isTold = (text) => text.includes(secret);

  /** An element that loads a URL: which of its events comes first. */
  const element = (name, attributes) =>
    inTime(
      new Promise((resolve) => {
        const node = Object.assign(document.createElement(name), attributes);
        node.onload = () => resolve({ event: 'load', node });
        node.onerror = () => resolve({ event: 'error', node });
        document.body.append(node);
      }),
    );

  const readers = {
    async fetch(url) {
      for (const mode of ['cors', 'no-cors', 'same-origin']) {
        for (const credentials of ['omit', 'include']) {
          const response = await inTime(fetch(url, { mode, credentials, cache: 'no-store' }));
          if (!response) continue;
          learn(`fetch ${mode}`, response.ok || isTold(await response.text()));
        }
      }
    },
    async xhr(url) {
      await inTime(
        new Promise((resolve) => {
          const request = new XMLHttpRequest();
          request.open('GET', url);
          request.onloadend = () => {
            learn('xhr', request.status === 200 || isTold(request.responseText));
            resolve();
          };
          request.send();
        }),
      );
    },
    async eventSource(url) {
      await inTime(
        new Promise((resolve) => {
          const source = new EventSource(url);
          source.onopen = () => learn('EventSource', true);
          source.onerror = () => {
            source.close();
            resolve();
          };
        }),
      );
    },
    async webSocket(url) {
      await inTime(
        new Promise((resolve) => {
          const socket = new WebSocket(url.replace(/^http/, 'ws'));
          socket.onopen = () => learn('WebSocket', true);
          socket.onclose = resolve;
        }),
      );
    },
    async script(url) {
      learn('script', (await element('script', { src: url }))?.event === 'load');
    },
    async module(url) {
      learn('import', (await inTime(import(url))) !== undefined);
    },
    async stylesheet(url) {
      learn('stylesheet', (await element('link', { rel: 'stylesheet', href: url }))?.event === 'load');
      void element('link', { rel: 'prefetch', href: url });
    },
    async frame(url) {
      for (const name of ['iframe', 'object', 'embed']) {
        const loaded = await element(name, name === 'object' ? { data: url } : { src: url });
        let text = '';
        try {
          text = loaded?.node.contentDocument?.documentElement.textContent ?? '';
        } catch {
          // Of another origin: nothing is seen of it.
        }
        learn(name, isTold(text));
      }
    },
    async window(url) {
      const opened = window.open(url);
      await new Promise((resolve) => setTimeout(resolve, 500));
      try {
        learn('window.open', isTold(opened.document.documentElement.textContent));
      } catch {
        // Of another origin.
      }
      opened?.close();
    },
  };

  const form = async (url, method, enctype, body) => {
    const frame = Object.assign(document.createElement('iframe'), { name: `frame-${Math.random()}` });
    document.body.append(frame);
    const node = Object.assign(document.createElement('form'), { action: url, method, target: frame.name });
    node.enctype = enctype;
    // As text/plain a form sends "name=value": JSON with an equals sign somewhere.
    const [name, value] = [`${body.slice(0, -1)},"ignored":"`, '"}'];
    node.append(Object.assign(document.createElement('input'), { name, value }));
    document.body.append(node);
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    node.submit();
    await inTime(loaded, 1000);
  };

  const writers = {
    async fetch(url, method, body, headers) {
      const json = { ...headers, 'content-type': 'application/json' };
      const hasBody = body !== '';
      const send = async (way, init) => {
        const response = await inTime(fetch(url, init));
        learn(way, response?.ok);
      };
      for (const verb of new Set([method, 'PUT', 'DELETE', 'PATCH', 'POST'])) {
        await send(`fetch ${verb} json`, { method: verb, headers: json, ...(hasBody && { body }) });
      }
      const parameters = new URLSearchParams({ [body]: '' });
      const data = new FormData();
      data.append('file', new Blob([body]), 'a.png');
      const bodies = [
        body,
        new Blob([body]),
        new Blob([body], { type: 'text/plain' }),
        parameters,
        data,
        null,
      ];
      for (const one of bodies) {
        for (const mode of ['cors', 'no-cors']) {
          for (const keepalive of [false, true]) {
            await send(`fetch POST ${mode}`, {
              method: 'POST',
              mode,
              body: one,
              keepalive,
              credentials: 'include',
            });
          }
        }
      }
      await send('fetch POST no-cors json', { method: 'POST', mode: 'no-cors', headers: json, body });
    },
    async xhr(url, _, body) {
      await inTime(
        new Promise((resolve) => {
          const request = new XMLHttpRequest();
          request.open('POST', url);
          request.onloadend = () => {
            learn('xhr POST', request.status >= 200 && request.status < 300);
            resolve();
          };
          request.send(body);
        }),
      );
    },
    async beacon(url, _, body) {
      for (const type of ['', 'text/plain', 'application/x-www-form-urlencoded', 'application/json']) {
        navigator.sendBeacon(url, new Blob([body], { type }));
      }
      navigator.sendBeacon(url, body);
    },
    async form(url, _, body) {
      const enctypes = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];
      await Promise.all([
        ...enctypes.map((enctype) => form(url, 'post', enctype, body)),
        form(url, 'get', enctypes[0], body),
        // A navigation may carry credentials in its URL.
        form(url.replace('://', '://emulator-site:emulator-key@'), 'post', 'text/plain', body),
      ]);
    },
  };

  // A window and a frame are processes of their own, on a machine that has other things to do.
  const { frame, window: opened, ...lightReaders } = readers;
  const { form: submitted, ...lightWriters } = writers;
  for (const read of Object.values(lightReaders)) await Promise.all(paths.map((path) => read(target + path)));
  for (const read of [frame, opened]) await Promise.all(paths.slice(0, 2).map((path) => read(target + path)));
  learn('img', (await element('img', { src: target + image }))?.event === 'load');
  const writeAll = (write, some) =>
    Promise.all(some.map(([method, path, body, headers]) => write(target + path, method, body, headers)));
  for (const write of Object.values(lightWriters)) await writeAll(write, writes);
  await writeAll(submitted, writes.slice(0, 4));
  // What was sent without waiting for an answer is on its way.
  await new Promise((resolve) => setTimeout(resolve, 500));
  return learned;
};
