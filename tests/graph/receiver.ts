import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

const notificationSchema = z.looseObject({ subscriptionId: z.string(), clientState: z.string() });
export type Notification = z.output<typeof notificationSchema>;
export type Receiver = {
  url: string;
  /** Every batch that was posted, taken or not. */
  batches: Notification[][];
  /** What is answered to the next batches; 202 when there is nothing. */
  answers: number[];
  /** What a handshake is answered, given its token. */
  handshake: (token: string) => { status: number; type: string; text: string };
  close(): void;
};

/** Receives notifications as the product does. */
export async function startReceiver(): Promise<Receiver> {
  const receiver: Receiver = {
    url: '',
    batches: [],
    answers: [],
    handshake: (text) => ({ status: 200, type: 'text/plain; charset=utf-8', text }),
    close: () => server.close(),
  };
  const server: Server = createServer(async (request, response) => {
    const token = new URL(request.url ?? '', 'http://localhost').searchParams.get('validationToken');
    if (token !== null) {
      const { status, type, text } = receiver.handshake(token);
      response.writeHead(status, { 'content-type': type }).end(text);
      return;
    }
    receiver.batches.push(z.object({ value: z.array(notificationSchema) }).parse(await bodyOf(request)).value);
    response.writeHead(receiver.answers.shift() ?? 202).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  receiver.url = `http://localhost:${(server.address() as AddressInfo).port}/api/graph/notifications?from=graph`;
  return receiver;
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return JSON.parse(text);
}
