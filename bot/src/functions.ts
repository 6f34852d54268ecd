import { app as functions, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { bot } from './product.ts';

functions.http('messages', {
  methods: ['POST'],
  route: 'messages',
  // Bot Service's token is checked by the bot itself.
  authLevel: 'anonymous',
  handler: answer,
});

// A timer runs once at a time, on one instance, however many there are: that keeps the pace of sending true.
functions.timer('deliverNotices', {
  schedule: '*/15 * * * * *',
  handler: async () => {
    await bot().deliver();
  },
});

async function answer(request: HttpRequest): Promise<HttpResponseInit> {
  const { url, headers, body } = request;
  const init = { method: 'POST', headers: new Headers([...headers.entries()]), body, duplex: 'half' };
  const response = await bot().messages(new Request(url, init as RequestInit));
  return { status: response.status, headers: [...response.headers.entries()], body: await response.text() };
}
