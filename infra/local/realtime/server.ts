import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { type PubSubClaims, readPubSubToken } from './tokens.ts';

// The part of Azure Web PubSub that the product uses, as described at
// https://learn.microsoft.com/azure/azure-web-pubsub/reference-json-webpubsub-subprotocol

export type LocalRealtime = {
  /** The WEB_PUBSUB_URL of the product's configuration. */
  url: string;
  /** Its WEB_PUBSUB_KEY. */
  key: string;
  /** How many pages are connected. */
  connections(): number;
  /** Ends every connection at once, as a service that dies does. */
  stop(): Promise<void>;
};

const subprotocol = 'json.webpubsub.azure.v1';
const clientPath = /^\/client\/hubs\/(\w+)$/;
const sendPath = /^\/api\/hubs\/(\w+)\/groups\/([^/]+)\/:send$/;

const requestSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('joinGroup'), group: z.string(), ackId: z.number().optional() }),
  z.object({ type: z.literal('leaveGroup'), group: z.string(), ackId: z.number().optional() }),
  z.object({ type: z.literal('ping') }),
]);

/** Who is in which group; a group is named with its hub. */
type Groups = Map<string, Set<WebSocket>>;

/** Starts a push service on this machine, on loopback and without TLS. Port 0 takes any free one. Rejects with EADDRINUSE. */
export async function startRealtime({ port, key }: { port: number; key: string }): Promise<LocalRealtime> {
  const groups: Groups = new Map();
  const sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: (offered) => offered.has(subprotocol) && subprotocol,
  });
  const server = createServer((request, response) => {
    publish(request, response, key, groups).catch(() => response.writeHead(400).end());
  });
  server.on('upgrade', (request, stream: Duplex, head) => {
    const address = addressOf(request);
    const [, hub] = clientPath.exec(address.pathname) ?? [];
    const claims = readPubSubToken(address.searchParams.get('access_token') ?? '', key, address);
    if (!hub || !claims) return void stream.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n');
    sockets.handleUpgrade(request, stream, head, (socket) => welcome(socket, hub, claims, groups));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    key,
    connections: () => sockets.clients.size,
    stop: () => stop(server, sockets),
  };
}

function addressOf({ url = '', headers }: IncomingMessage): URL {
  return new URL(url, `http://${headers.host}`);
}

function welcome(socket: WebSocket, hub: string, { sub, role }: PubSubClaims, groups: Groups): void {
  const say = (message: object) => socket.send(JSON.stringify(message));
  const joined = new Set<string>();
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    for (const name of joined) groups.get(name)?.delete(socket);
  });
  socket.on('message', (data) => {
    const request = requestSchema.safeParse(parsed(String(data))).data;
    if (!request) return socket.close(1007, 'not a request of this service');
    if (request.type === 'ping') return say({ type: 'pong' });
    const { type, group, ackId } = request;
    const name = nameOf(hub, group);
    const may = role.some((each) => ['webpubsub.joinLeaveGroup', `webpubsub.joinLeaveGroup.${group}`].includes(each));
    if (may && type === 'joinGroup') {
      joined.add(name);
      groups.set(name, (groups.get(name) ?? new Set()).add(socket));
    } else if (may) {
      joined.delete(name);
      groups.get(name)?.delete(socket);
    }
    const error = { name: 'Forbidden', message: `The client does not have permission to join or leave ${group}.` };
    if (ackId !== undefined) say({ type: 'ack', ackId, success: may, ...(!may && { error }) });
  });
  say({ type: 'system', event: 'connected', connectionId: randomUUID(), ...(sub && { userId: sub }) });
}

/** `POST /api/hubs/{hub}/groups/{group}/:send`: everybody in the group hears the JSON of the body. */
async function publish(request: IncomingMessage, response: ServerResponse, key: string, groups: Groups): Promise<void> {
  const address = addressOf(request);
  const [, hub, group] = sendPath.exec(address.pathname) ?? [];
  if (request.method !== 'POST' || !hub || !group) return void response.writeHead(404).end();
  const token = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
  if (!readPubSubToken(token, key, address)) return void response.writeHead(401).end();
  const data: unknown = JSON.parse(await text(request));
  const name = decodeURIComponent(group);
  const message = JSON.stringify({ type: 'message', from: 'group', group: name, dataType: 'json', data });
  for (const socket of groups.get(nameOf(hub, name)) ?? []) socket.send(message);
  response.writeHead(202).end();
}

const nameOf = (hub: string, group: string) => `${hub}/${group}`;

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function stop(server: Server, sockets: WebSocketServer): Promise<void> {
  for (const socket of sockets.clients) socket.terminate();
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
