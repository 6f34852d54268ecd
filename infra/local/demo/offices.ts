/** The three offices: their country, time zone, and the regional form their people's languages take. */
export const offices = {
  Lisbon: {
    country: 'PT',
    timeZone: 'Europe/Lisbon',
    tags: { en: 'en-GB', pt: 'pt-PT', es: 'es-ES', fr: 'fr-FR', zh: 'zh-CN' },
  },
  'New York': {
    country: 'US',
    timeZone: 'America/New_York',
    tags: { en: 'en-US', pt: 'pt-BR', es: 'es-US', fr: 'fr-CA', zh: 'zh-CN' },
  },
  Singapore: {
    country: 'SG',
    timeZone: 'Asia/Singapore',
    tags: { en: 'en-SG', pt: 'pt-PT', es: 'es-ES', fr: 'fr-FR', zh: 'zh-SG' },
  },
} as const;

export type Office = keyof typeof offices;
/** Primary tag of BCP 47. */
export type Language = 'en' | 'pt' | 'es' | 'zh' | 'fr';

export function isOffice(text: string): text is Office {
  return Object.hasOwn(offices, text);
}

export function isLanguage(text: string): text is Language {
  return Object.hasOwn(offices.Lisbon.tags, text);
}
