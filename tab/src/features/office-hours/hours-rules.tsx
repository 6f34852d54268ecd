import { Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import type { OfficeHours } from '@open-door/api/office-hours/schema/hours.ts';
import { Heading } from '../../components/heading.tsx';
import { useSurface } from '../../components/surface.ts';
import { TextLink } from '../../components/text-link.tsx';
import type { MessageKey } from '../../messages.ts';
import { useReader } from '../../reader.tsx';
import { sayMinutes, withCurrent } from './durations.ts';

const useStyles = makeStyles({
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(13rem, 100%), 1fr))',
    gap: tokens.spacingHorizontalL,
  },
});

type Rules = OfficeHours['rules'];
const hour = 60;
const day = 24 * hour;

/** What each rule is called and its usual choices, in minutes; the horizon is in days. */
const rulesInOrder = [
  { rule: 'sessionMinutes', name: 'hours.session', usual: [15, 20, 30, 45, 60] },
  { rule: 'bufferBeforeMinutes', name: 'hours.buffer-before', usual: [0, 5, 10, 15, 30] },
  { rule: 'bufferAfterMinutes', name: 'hours.buffer-after', usual: [0, 5, 10, 15, 30] },
  { rule: 'minimumNoticeMinutes', name: 'hours.notice', usual: [0, hour, 2 * hour, 4 * hour, day, 2 * day, 7 * day] },
  { rule: 'horizonDays', name: 'hours.horizon', usual: [7, 14, 28, 42, 56, 84] },
] as const satisfies readonly {
  rule: Exclude<keyof Rules, 'sessionsPerDay'>;
  name: MessageKey;
  usual: readonly number[];
}[];

/** How long sessions are, the room around them, and how early and late they can be booked. */
export function HoursRules({ rules, onChange }: { rules: Rules; onChange: (rules: Rules) => void }) {
  const styles = useStyles();
  const surface = useSurface();
  const { say, locale } = useReader();
  return (
    <section className={surface.stack}>
      <Heading>{say('hours.rules')}</Heading>
      <div className={styles.fields}>
        {rulesInOrder.map(({ rule, name, usual }) => (
          <Field key={rule} label={say(name)}>
            <Select
              value={String(rules[rule])}
              onChange={(_, { value }) => onChange({ ...rules, [rule]: Number(value) })}
            >
              {withCurrent(usual, rules[rule]).map((amount) => (
                <option key={amount} value={amount}>
                  {amount === 0
                    ? say('hours.zero')
                    : sayMinutes(rule === 'horizonDays' ? amount * day : amount, locale)}
                </option>
              ))}
            </Select>
          </Field>
        ))}
        <Field label={say('hours.per-day')}>
          <Select
            value={String(rules.sessionsPerDay ?? '')}
            onChange={(_, { value }) => onChange({ ...rules, sessionsPerDay: value ? Number(value) : null })}
          >
            <option value="">{say('hours.no-limit')}</option>
            {withCurrent([1, 2, 3, 4, 6, 8], rules.sessionsPerDay ?? 1).map((count) => (
              <option key={count}>{count}</option>
            ))}
          </Select>
        </Field>
        <Field label={say('hours.per-week')}>
          <TextLink to="/desk/offer">{say('hours.per-week-where')}</TextLink>
        </Field>
      </div>
    </section>
  );
}
