import { Button } from '@fluentui/react-components';
import { useReader } from '../reader.tsx';

type LoadMoreProps = {
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
};

/** Fetches the next part of a `useList`. It keeps focus and its place, so that reading goes on below. */
export function LoadMore({ list }: LoadMoreProps) {
  const { say } = useReader();
  if (!list.hasNextPage) return null;
  return (
    <Button disabledFocusable={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
      {say(list.isFetchingNextPage ? 'loading' : 'list.more')}
    </Button>
  );
}
