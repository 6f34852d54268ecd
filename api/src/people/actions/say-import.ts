import type { Actor } from '../../platform/actor.ts';
import { type MessageKey, messageKey, say } from '../../platform/messages.ts';
import type { DirectoryImport, ImportRow } from '../schema.ts';
import type { ImportFailure, ReportRow, StoredImport } from '../store/imports.ts';

/** An import as the programme owner reads of it. */
export function sayImport(actor: Actor, stored: StoredImport): DirectoryImport {
  const { startedAt, finishedAt, failure } = stored;
  return {
    ...stored,
    startedAt: startedAt.toString(),
    finishedAt: finishedAt?.toString() ?? null,
    failure: failure && { reason: failure.reason, words: failureWords(actor, failure) },
  };
}

function failureWords({ locale }: Actor, { reason, facts }: ImportFailure): string {
  const key = messageKey(`import.failure.${reason}`) ?? messageKey(`refusal.${reason}`);
  return key ? say(locale, key, facts) : reason;
}

/** A row of the report. People who are in the directory but not in the import have no line. */
export function sayRow({ locale }: Actor, { line, verdict, reason, note, label }: ReportRow): ImportRow {
  const words = [reason && reasonWords(locale, verdict, reason), note && wordsOf(locale, `import.row.${note}`)];
  const said = words.filter((part): part is string => Boolean(part));
  return {
    line: verdict === 'departed' && reason === null ? null : line,
    verdict,
    reason: note ?? reason,
    words: said.length > 0 ? said.join(' ') : null,
    label,
  };
}

/** A changed row's reason is the list of what changed. */
function reasonWords(locale: string, verdict: ReportRow['verdict'], reason: string): string {
  if (verdict !== 'changed') return wordsOf(locale, `import.row.${reason}`);
  const fields = reason.split(' ').map((field) => wordsOf(locale, `import.field.${field}`));
  return say(locale, 'import.row.changed', { fields: new Intl.ListFormat(locale).format(fields) });
}

function wordsOf(locale: string, key: string): string {
  const known: MessageKey | undefined = messageKey(key);
  return known ? say(locale, known) : key;
}
