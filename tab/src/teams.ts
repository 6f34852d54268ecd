import { app, authentication } from '@microsoft/teams-js';

/** The one file that knows Microsoft Teams. */

export type ThemeName = 'default' | 'dark' | 'contrast';

export type TeamsContext = {
  /** BCP 47. */
  locale: string;
  theme: ThemeName;
  /** The static tab's entity id, such as `home`. */
  page: string;
  /** A deep link's target inside the tab, such as `people/<id>`. */
  subPage: string | undefined;
};

/** Shakes hands with the host. Rejects when the page is not inside Teams, Outlook or the Microsoft 365 app. */
export async function openTeams(hostOrigins: string[]): Promise<TeamsContext> {
  await app.initialize(hostOrigins);
  app.notifyAppLoaded();
  const context = await app.getContext();
  return {
    locale: context.app.locale,
    theme: themeOf(context.app.theme),
    page: context.page.id,
    subPage: context.page.subPageId || undefined,
  };
}

export function onThemeChange(handler: (theme: ThemeName) => void): void {
  app.registerOnThemeChangeHandler((theme) => handler(themeOf(theme)));
}

/** The signed-in person's token for the API. Teams keeps it and renews it; we only hold it while it is valid. */
export function ssoToken(): Promise<string> {
  return authentication.getAuthToken({ silent: false });
}

/** Tells the host to take its loading screen away. */
export function sayReady(): void {
  app.notifySuccess();
}

export function sayFailed(message: string): void {
  app.notifyFailure({ reason: app.FailedReason.Other, message });
}

/** Opens a link the way the host does: a Teams deep link inside Teams, anything else in the browser. */
export function openLink(url: string): Promise<void> {
  return app.openLink(url);
}

function themeOf(name: string): ThemeName {
  return name === 'dark' || name === 'contrast' ? name : 'default';
}

/**
 * Asks the person to grant the product delegated Graph permissions (such as `MailboxSettings.Read`) in the host's
 * pop-up, which shows `consent.html`. Rejects when they decline or the host has no pop-ups.
 */
export async function askConsent(clientId: string, scopes: string[]): Promise<void> {
  // Past its maintainers' support and large: loaded only by those who are asked, and known to this file alone.
  const { TeamsUserCredential } = await import('@microsoft/teamsfx');
  const credential = new TeamsUserCredential({ clientId, initiateLoginEndpoint: `${location.origin}/consent.html` });
  await credential.login(scopes);
}

/** Ends the pop-up of `askConsent`: granted, or declined with the identity provider's words. */
export async function endConsent(hostOrigins: string[], declined: string | undefined): Promise<void> {
  await app.initialize(hostOrigins);
  if (declined === undefined) authentication.notifySuccess('{}');
  else authentication.notifyFailure(declined);
}
