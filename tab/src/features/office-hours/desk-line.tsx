import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import type { Booking } from '@open-door/api/office-hours/schema/bookings.ts';
import { Link } from 'wouter';
import { PersonLine } from '../../components/person-line.tsx';
import { When } from '../../components/when.tsx';

const useStyles = makeStyles({
  link: {
    display: 'block',
    padding: tokens.spacingHorizontalM,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    borderRadius: tokens.borderRadiusMedium,
    border: `${tokens.strokeWidthThin} solid transparent`,
    ':hover': { border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1Hover}` },
    ':focus-visible': { outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}` },
  },
  here: {
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    boxShadow: `inset ${tokens.strokeWidthThicker} 0 ${tokens.colorCompoundBrandStroke}`,
  },
  when: { fontVariantNumeric: 'tabular-nums' },
  topic: { color: tokens.colorNeutralForeground2 },
  question: {
    ...typographyStyles.body1,
    color: tokens.colorNeutralForeground2,
    display: '-webkit-box',
    overflow: 'hidden',
    '-webkit-box-orient': 'vertical',
    '-webkit-line-clamp': '2',
  },
});

type DeskLineProps = {
  session: Booking;
  /** True for the one whose detail is beside the list. */
  selected: boolean;
};

/** A session from the champion's side: who, when, and the beginning of their question. */
export function DeskLine({ session, selected }: DeskLineProps) {
  const styles = useStyles();
  const { bookingId, learner, startsAt, topic, question } = session;
  return (
    <Link
      href={`/desk/${bookingId}`}
      className={mergeClasses(styles.link, selected && styles.here)}
      aria-current={selected ? 'true' : undefined}
    >
      <PersonLine
        linked={false}
        person={learner}
        detail={
          <>
            <span className={styles.when}>
              <When instant={startsAt} other={learner} />
            </span>
            {topic && <span className={styles.topic}>{topic.label}</span>}
            {question && <span className={styles.question}>{question}</span>}
          </>
        }
      />
    </Link>
  );
}
