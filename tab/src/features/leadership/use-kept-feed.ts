import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useMyself } from '../people/me.ts';
import { allPosts, type FeedFilter, feedQuery, filterCount, useFeed } from './feed.ts';
import { keepFeed, readKeptFeed } from './kept-feed.ts';

/** The feed; the unfiltered one begins with what this device last showed this person, and is asked for anew at once. */
export function useKeptFeed(filter: FeedFilter) {
  const { personId } = useMyself();
  const client = useQueryClient();
  const whole = filterCount(filter) === 0 && filter.search === '';
  // Before the first look, or what is kept would come too late.
  useState(() => {
    const key = ['GET /api/leadership/feed', feedQuery(allPosts)];
    const kept = readKeptFeed(personId);
    if (!kept || client.getQueryData(key)) return;
    client.setQueryData(key, { pages: [kept.page], pageParams: [''] }, { updatedAt: kept.readAt });
  });
  const feed = useFeed(filter);
  const { first, dataUpdatedAt, isPlaceholderData } = feed;
  useEffect(() => {
    if (whole && first && !isPlaceholderData) keepFeed(personId, { page: first, readAt: dataUpdatedAt });
  }, [whole, first, dataUpdatedAt, isPlaceholderData, personId]);
  return feed;
}
