/** A body turned out longer than it may be. */
export class TooLong extends Error {
  override name = 'TooLong';
}

/** The bytes as they come, until there are more of them than allowed: then the reader gets `TooLong`. Holds nothing back. */
export function counted(bytes: ReadableStream<Uint8Array>, most: number): ReadableStream<Uint8Array> {
  let length = 0;
  return bytes.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, reader) {
        length += chunk.byteLength;
        if (length > most) throw new TooLong(`more than ${most} bytes`);
        reader.enqueue(chunk);
      },
    }),
  );
}
