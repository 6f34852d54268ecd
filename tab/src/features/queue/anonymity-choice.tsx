import { makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import type { Anonymity } from '@open-door/api/queue/schema/tickets.ts';
import { useId } from 'react';
import { askerKeys } from '../../asker-keys.ts';
import { Heading } from '../../components/heading.tsx';
import { useSurface } from '../../components/surface.ts';
import type { MessageKey } from '../../messages.ts';
import { useReader } from '../../reader.tsx';

const useStyles = makeStyles({
  means: { paddingInlineStart: '36px', rowGap: tokens.spacingVerticalXS },
  list: { margin: 0, paddingInlineStart: tokens.spacingHorizontalL },
});

const kinds = ['named', 'until-claimed', 'for-good'] as const;

/** What it takes to keep who asked to themselves: each sentence has to be as the product does it. */
const details: Record<Anonymity, readonly MessageKey[]> = {
  named: [],
  'until-claimed': ['queue.until-claimed-known', 'queue.until-claimed-words'],
  'for-good': [
    'queue.for-good-key',
    'queue.for-good-answer',
    'queue.for-good-once',
    'queue.for-good-style',
    'queue.for-good-bot',
  ],
};

type AnonymityChoiceProps = { value: Anonymity; onChange: (anonymity: Anonymity) => void };

/** Who gets to know who asks, and what that means; the whole of it for the one that is chosen. */
export function AnonymityChoice({ value, onChange }: AnonymityChoiceProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const id = useId();
  return (
    <section className={surface.tight}>
      <Heading as="h3" id={id}>
        {say('queue.who-knows')}
      </Heading>
      <RadioGroup
        aria-labelledby={id}
        value={value}
        onChange={(_, chosen) => onChange(kinds.find((kind) => kind === chosen.value) ?? 'named')}
      >
        {kinds.map((kind) => (
          <div key={kind}>
            <Radio value={kind} label={say(`queue.kind-${kind}`)} aria-describedby={id + kind} />
            <div id={id + kind} className={`${surface.tight} ${surface.quiet} ${styles.means}`}>
              <span>{say(`queue.kind-${kind}-means`)}</span>
              {kind === value && details[kind].length > 0 && (
                <ul className={styles.list}>
                  {details[kind].map((key) => (
                    <li key={key}>{say(key)}</li>
                  ))}
                  {kind === 'for-good' && !askerKeys.isKept() && <li>{say('queue.for-good-fleeting')}</li>}
                </ul>
              )}
            </div>
          </div>
        ))}
      </RadioGroup>
    </section>
  );
}
