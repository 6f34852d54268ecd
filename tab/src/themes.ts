import type { Theme } from '@fluentui/react-components';
import type { ThemeName } from './teams.ts';

/** Fluent's theme for the host's, and the browser's own controls to match. Only the one on screen is loaded. */
export async function loadTheme(name: ThemeName): Promise<Theme> {
  const theme = await themeNamed(name);
  document.documentElement.style.colorScheme = name === 'default' ? 'light' : 'dark';
  return theme;
}

async function themeNamed(name: ThemeName): Promise<Theme> {
  switch (name) {
    case 'dark':
      return (await import('./themes/dark.ts')).default;
    case 'contrast':
      return (await import('./themes/high-contrast.ts')).default;
    case 'default':
      return (await import('./themes/light.ts')).default;
  }
}
