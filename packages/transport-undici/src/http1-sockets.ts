import type { Socket } from 'node:net';

/**
 * The HTTP/1.1 sockets of one transport. It works around undici's errors if a connection ends within a response that ends with its
 * connection (`connection: close`, or a body without a length):
 *
 * - A reset (ECONNRESET) is treated as the end of a body without a length; up to 7.25, also of a chunked body.
 * - Up to 7.25, a chunked body is treated as complete if the connection ends before its last chunk.
 * - 7.26 to 7.30 terminate the process with a failed assertion if the body is paused for its reader.
 */
export class Http1Sockets {
  /** The responses whose bodies are paused for their readers. */
  readonly paused = new Set<{ resume(): void }>();
  /** Whether the current callback of undici is caused by the end of a socket. */
  isEnding = false;

  /** Called before undici gets the socket, so that its listeners are added later. */
  watch(socket: Socket): void {
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // undici's code for a connection that the server ended, which it always treats as an error.
      if (error.code === 'ECONNRESET') error.code = 'UND_ERR_SOCKET';
      // As undici's own errors of a socket have it.
      Object.assign(error, { socket: { bytesRead: socket.bytesRead } });
    });
    socket.on('end', () => {
      this.isEnding = true;
      queueMicrotask(() => {
        this.isEnding = false;
      });
      // The responses of this socket are not known. A response of another socket buffers a little more, and pauses again.
      for (const response of [...this.paused]) response.resume();
    });
  }
}
