import type { View } from './address.ts';
import type { HostPerson, Settings } from './settings.ts';

/** What one opening of the tab is about. */
export type Opening = { view: View; person: HostPerson; entityId: string };

/** One host session lasts until the page is closed, as in Teams. */
const hostSession = crypto.randomUUID();

/** The client type teams-js reports: the phone frame stands for Teams on that phone. */
function clientType(view: View): 'web' | 'ios' | 'android' {
  return view.phone ?? 'web';
}

/**
 * The answer to `initialize`: frame context, client type, runtime configuration, SDK version the host knows.
 * teams-js refuses every capability that `supports` leaves out before it is even sent.
 */
export function initialization(view: View): readonly unknown[] {
  const runtime = {
    apiVersion: 4,
    isLegacyTeams: false,
    hostVersionsInfo: { adaptiveCardSchemaVersion: { majorVersion: 1, minorVersion: 5 } },
    supports: { app: { notifySuccessResponse: {} }, call: {}, chat: {}, pages: { backStack: {}, currentApp: {} } },
  };
  return ['content', clientType(view), JSON.stringify(runtime), '2.58.0'];
}

/** The flat context of the protocol; `app.getContext()` in the tab gives it its public shape. Teams writes locales in lower case. */
export function contextOf({ view, person, entityId }: Opening, app: Settings['app'], appSession: string) {
  const username = person.username ?? `${person.oid}@open-door.example`;
  return {
    appId: app.id,
    entityId,
    subEntityId: view.sub,
    locale: view.locale.toLowerCase(),
    theme: view.theme,
    tid: person.tid,
    userObjectId: person.oid,
    userDisplayName: person.name,
    userPrincipalName: username,
    loginHint: username,
    userLicenseType: 'Unknown',
    tenantSKU: 'unknown',
    hostName: 'Teams',
    hostClientType: clientType(view),
    frameContext: 'content',
    ringId: 'general',
    sessionId: hostSession,
    appSessionId: appSession,
    appLaunchId: appSession,
    isFullScreen: false,
    isMultiWindow: false,
    isBackgroundLoad: false,
    isCallingAllowed: true,
    osLocaleInfo: osLocale(view),
  };
}

function osLocale(view: View) {
  const us = view.locale === 'en-US';
  return {
    platform: view.phone ?? 'windows',
    regionalFormat: view.locale.toLowerCase(),
    shortDate: us ? 'M/d/yyyy' : 'dd/MM/yyyy',
    longDate: us ? 'dddd, MMMM d, yyyy' : 'd MMMM yyyy',
    shortTime: us ? 'h:mm tt' : 'HH:mm',
    longTime: us ? 'h:mm:ss tt' : 'HH:mm:ss',
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}
