import { Button } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { useReader } from '../reader.tsx';

type LoadMoreProps = {
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
};

/** Fetches the next part of a `useList`. It keeps focus and its place, so that reading goes on below, also after the last part. */
export function LoadMore({ list }: LoadMoreProps) {
  const { say } = useReader();
  const [pressed, setPressed] = useState(false);
  const end = useRef<HTMLSpanElement>(null);
  const ended = pressed && !list.hasNextPage;
  useEffect(() => {
    if (ended) end.current?.focus({ preventScroll: true });
  }, [ended]);
  if (ended) {
    return (
      <span ref={end} tabIndex={-1}>
        {say('list.all')}
      </span>
    );
  }
  if (!list.hasNextPage) return null;
  const more = () => {
    setPressed(true);
    list.fetchNextPage();
  };
  return (
    <Button disabledFocusable={list.isFetchingNextPage} onClick={more}>
      {say(list.isFetchingNextPage ? 'loading' : 'list.more')}
    </Button>
  );
}
