import { readSettings } from './settings.ts';
import { endConsent } from './teams.ts';

/**
 * The pop-up in which a person grants permissions. It sends them to the identity provider and, when they come back,
 * tells the tab how it went. The code that comes back is left unused: the API exchanges the SSO token by itself.
 */
function askProvider(asked: URLSearchParams, authority: string): void {
  const page = new URL(`${authority}/organizations/oauth2/v2.0/authorize`);
  page.search = new URLSearchParams({
    client_id: asked.get('clientId') ?? '',
    scope: asked.get('scope') ?? '',
    login_hint: asked.get('loginHint') ?? '',
    response_type: 'code',
    response_mode: 'query',
    prompt: 'consent',
    redirect_uri: location.origin + location.pathname,
  }).toString();
  location.assign(page);
}

const asked = new URLSearchParams(location.search);
const { hostOrigins, authority = 'https://login.microsoftonline.com' } = readSettings();
if (asked.has('clientId')) askProvider(asked, authority);
else void endConsent(hostOrigins, asked.has('code') ? undefined : (asked.get('error') ?? 'declined'));
