import type { Socket } from 'node:dgram';
import type { Allocate } from '../answer.ts';

/**
 * Memory for the answers of one socket, used again for the next one of that length: what was sent
 * is gone when `send` returns, except where the system's buffer is full and it has to wait.
 */
export function answerMemory(socket: Pick<Socket, 'getSendQueueCount'>): Allocate {
  const byLength = new Map<number, Uint8Array>();
  return (bytes) => {
    if (socket.getSendQueueCount() > 0) {
      return new Uint8Array(bytes);
    }
    let memory = byLength.get(bytes);
    if (memory === undefined) {
      memory = new Uint8Array(bytes);
      byLength.set(bytes, memory);
    }
    return memory;
  };
}
