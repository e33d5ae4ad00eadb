import type { Socket } from 'node:net';

/**
 * The sockets on which one transport speaks HTTP/1.1. Where a connection ends in the middle of a response that ends with
 * its connection (`connection: close`, or a body without a length), undici makes mistakes, which are prevented here:
 *
 * - A reset (ECONNRESET) counts as the end of a body without a length; up to 7.25, of a chunked one too.
 * - Up to 7.25 a chunked body counts as whole where the connection ends before its last chunk.
 * - In 7.26 to 7.30 the end ends the process, with an assertion that fails, where the body is paused for its reader.
 */
export class Http1Sockets {
  /** The responses whose bodies are paused for their readers. */
  readonly paused = new Set<{ resume(): void }>();
  /** Whether what undici tells at this moment is due to the end of a socket. */
  isEnding = false;

  /** To be called before undici has the socket: its own listeners are to come later. */
  watch(socket: Socket): void {
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // undici's own code for a connection that the other side ended. It means an error to undici, whatever was received.
      if (error.code === 'ECONNRESET') error.code = 'UND_ERR_SOCKET';
      // As undici's own errors of a socket have it.
      Object.assign(error, { socket: { bytesRead: socket.bytesRead } });
    });
    socket.on('end', () => {
      this.isEnding = true;
      queueMicrotask(() => {
        this.isEnding = false;
      });
      // Which of them is on this socket cannot be known. One on another socket holds a little more, and pauses again.
      for (const response of [...this.paused]) response.resume();
    });
  }
}
