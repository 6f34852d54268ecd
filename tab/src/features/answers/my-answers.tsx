import { Button } from '@fluentui/react-components';
import type { SharedAnswer } from '@open-door/api/answers/schema.ts';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState, errorTitle } from '../../components/error-state.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { Modal } from '../../components/modal.tsx';
import { Notice } from '../../components/notice.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { TextLink } from '../../components/text-link.tsx';
import { useToast } from '../../components/toasts.tsx';
import { useReader } from '../../reader.tsx';
import { DeskFrame } from '../office-hours/desk-frame.tsx';
import { useMyself } from '../people/me.ts';
import { AnswerLines } from './answer-lines.tsx';
import { useAnswersOf, useWithdrawAnswer } from './answers.ts';

/** What a champion shared with everybody. */
export function MyAnswers() {
  const { say } = useReader();
  const [, go] = useLocation();
  return (
    <DeskFrame
      here="/desk/answers"
      action={
        <Button appearance="primary" onClick={() => go('/desk/answers/new')}>
          {say('answers.share-new')}
        </Button>
      }
    >
      <Shared />
    </DeskFrame>
  );
}

function Shared() {
  const { say } = useReader();
  const { personId } = useMyself();
  const answers = useAnswersOf(personId, 25);
  const [withdrawing, setWithdrawing] = useState<SharedAnswer>();
  if (answers.isPending) return <PersonSkeletons count={2} />;
  if (!answers.items) return <ErrorState error={answers.error} onRetry={answers.refetch} />;
  if (answers.items.length === 0) {
    return (
      <EmptyState
        title={say('answers.none')}
        text={say('answers.none-next')}
        action={<TextLink to="/desk/notes">{say('answers.from-session')}</TextLink>}
      />
    );
  }
  return (
    <>
      <AnswerLines
        answers={answers.items}
        end={(answer) => (
          <Button size="small" onClick={() => setWithdrawing(answer)}>
            {say('answers.withdraw')}
          </Button>
        )}
      />
      <div>
        <LoadMore list={answers} />
      </div>
      {withdrawing && <Withdraw answer={withdrawing} onClose={() => setWithdrawing(undefined)} />}
    </>
  );
}

/** Asks first: what was withdrawn would have to be written anew. */
function Withdraw({ answer: { answerId, question }, onClose }: { answer: SharedAnswer; onClose: () => void }) {
  const surface = useSurface();
  const { say } = useReader();
  const toast = useToast();
  const withdraw = useWithdrawAnswer();
  const done = () => {
    onClose();
    toast({ text: say('answers.withdrawn') });
  };
  return (
    <Modal title={say('answers.withdraw-title')} onClose={onClose}>
      <div className={surface.stack}>
        <strong>{question}</strong>
        <span>{say('answers.withdraw-means')}</span>
        {withdraw.isError && <Notice intent="warning">{errorTitle(withdraw.error, say)}</Notice>}
        <div className={surface.row}>
          <Button
            appearance="primary"
            disabledFocusable={withdraw.isPending}
            onClick={() => withdraw.mutate({ params: { answerId } }, { onSuccess: done })}
          >
            {say('answers.withdraw')}
          </Button>
          <Button onClick={onClose}>{say('answers.leave')}</Button>
        </div>
      </div>
    </Modal>
  );
}
