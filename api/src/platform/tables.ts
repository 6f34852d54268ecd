import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Temporal } from 'temporal-polyfill';

type Instant = Temporal.Instant;
/** `YYYY-MM-DD`. */
type LocalDate = string;
/** `HH:MM`. */
type LocalTime = string;
/** A column with a default, and one that may be null. */
type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>;

/** The tables as the migrations make them; only a noun's own store writes its tables. */
export type Tables = {
  tenants: { tenant_id: string; name: string; created_at: Instant };
  people: {
    tenant_id: string;
    person_id: string;
    username: string;
    display_name: string;
    given_name: Generated<string>;
    surname: Generated<string>;
    job_title: Generated<string>;
    department: Generated<string>;
    office: Generated<string>;
    usage_location: Generated<string>;
    preferred_language: Generated<string>;
    is_guest: Generated<boolean>;
    manager_id: Optional<string>;
    active: Generated<boolean>;
    left_at: Optional<Instant>;
    time_zone: Optional<string>;
    languages: Generated<string[]>;
    wants_notices: Generated<boolean>;
    roles: Generated<('owner' | 'specialist')[]>;
    sort_name: string;
    first_seen_at: Optional<Instant>;
  };
  person_words: {
    tenant_id: string;
    word: string;
    person_id: string;
    field: 'name' | 'department' | 'title' | 'skill' | 'language';
    sort_name: string;
  };
  imports: {
    tenant_id: string;
    import_id: string;
    source: 'csv' | 'graph';
    state: 'reading' | 'ready' | 'applying' | 'applied' | 'discarded' | 'failed';
    requested_by: string;
    started_at: Instant;
    touched_at: Instant;
    finished_at: Optional<Instant>;
    lists_everybody: Generated<boolean>;
    next_position: Optional<string>;
    rows_read: Generated<number>;
    rows_expected: Optional<number>;
    rows_applied: Generated<number>;
    added: Generated<number>;
    changed: Generated<number>;
    unchanged: Generated<number>;
    departed: Generated<number>;
    refused: Generated<number>;
    failure: Optional<string>;
    failure_facts: JSONColumnType<Record<string, string | number>> | null;
  };
  import_rows: {
    tenant_id: string;
    import_id: string;
    line: number;
    verdict: 'added' | 'changed' | 'unchanged' | 'departed' | 'refused';
    reason: Optional<string>;
    note: Optional<string>;
    label: string;
    person_id: Optional<string>;
    username: Optional<string>;
    person: JSONColumnType<Record<string, unknown>> | null;
  };
  graph_positions: { tenant_id: string; delta_link: string; taken_at: Instant };
  champions: {
    tenant_id: string;
    person_id: string;
    kind: 'champion' | 'mentor';
    state: 'nominated' | 'confirmed' | 'declined' | 'ended';
    nominated_by: Optional<string>;
    nomination_note: Generated<string>;
    decided_by: Optional<string>;
    decided_at: Optional<Instant>;
    loves_to_help_with: Generated<string>;
    capacity_per_week: Generated<number>;
    paused_until: Optional<LocalDate>;
  };
  champion_skills: { tenant_id: string; person_id: string; topic: string; level: 1 | 2 | 3 };
  office_hours_rules: {
    tenant_id: string;
    champion_id: string;
    session_minutes: Generated<number>;
    buffer_before_minutes: Generated<number>;
    buffer_after_minutes: Generated<number>;
    minimum_notice_minutes: Generated<number>;
    horizon_days: Generated<number>;
    sessions_per_day: Optional<number>;
  };
  office_hours_windows: {
    tenant_id: string;
    window_id: string;
    champion_id: string;
    weekday: 1 | 2 | 3 | 4 | 5 | 6 | 7;
    starts_at: LocalTime;
    ends_at: LocalTime;
    time_zone: string;
    every_weeks: Generated<number>;
    valid_from: LocalDate;
    valid_until: Optional<LocalDate>;
    seats: Generated<number>;
    place: Generated<'teams' | 'room' | 'either'>;
    room: Generated<string>;
    topics: Generated<string[]>;
    languages: Generated<string[]>;
  };
  office_hours_exceptions: {
    tenant_id: string;
    exception_id: string;
    champion_id: string;
    on_date: LocalDate;
    kind: 'off' | 'extra';
    starts_at: Optional<LocalTime>;
    ends_at: Optional<LocalTime>;
    time_zone: string;
    seats: Generated<number>;
    place: Generated<'teams' | 'room' | 'either'>;
    room: Generated<string>;
    topics: Generated<string[]>;
    languages: Generated<string[]>;
  };
  booking_policies: {
    tenant_id: string;
    open_bookings_per_learner: number;
    late_cancellation_hours: number;
    late_cancellations_allowed: number;
    late_cancellation_days: number;
    hold_minutes: number;
    offer_minutes: number;
  };
  series: {
    tenant_id: string;
    series_id: string;
    champion_id: string;
    learner_id: string;
    every_weeks: number;
    time_zone: string;
    booked_at: Instant;
  };
  /** `taken` is counted by a trigger on bookings. */
  sessions: {
    tenant_id: string;
    session_id: string;
    champion_id: string;
    starts_at: Instant;
    ends_at: Instant;
    seats: Generated<number>;
    taken: ColumnType<number, never, never>;
    place: Generated<'teams' | 'room' | 'either'>;
    room: Generated<string>;
    meeting_url: Optional<string>;
    series_id: Optional<string>;
  };
  bookings: {
    tenant_id: string;
    booking_id: string;
    session_id: string;
    champion_id: string;
    learner_id: string;
    starts_at: Instant;
    ends_at: Instant;
    topic: Optional<string>;
    question: Generated<string>;
    state: 'held' | 'booked' | 'cancelled' | 'released';
    ended_by: Optional<string>;
    ended_note: Generated<string>;
    ended_at: Optional<Instant>;
    booked_at: Instant;
    held_until: Optional<Instant>;
    waiting_id: Optional<string>;
    changes: Generated<number>;
    cancelled_late: Generated<boolean>;
    absent: Optional<'learner' | 'champion'>;
    absence_by: Optional<string>;
    absence_at: Optional<Instant>;
    helped: Optional<'yes' | 'partly' | 'no'>;
    helped_at: Optional<Instant>;
    /** The learning post that led to it. */
    post_channel: Optional<string>;
    post_id: Optional<string>;
  };
  /** `during` is written as a tstzrange literal. */
  engagements: {
    tenant_id: string;
    person_id: string;
    session_id: string;
    during: string;
    ends_at: ColumnType<Instant, never, never>;
  };
  waiting_list: {
    tenant_id: string;
    waiting_id: string;
    champion_id: string;
    session_id: Optional<string>;
    learner_id: string;
    topic: Optional<string>;
    question: Generated<string>;
    state: Generated<'waiting' | 'accepted' | 'left' | 'ended'>;
    ended_because: Optional<'offers-missed' | 'session-over' | 'champion-left' | 'learner-left' | 'booked-otherwise'>;
    joined_at: Instant;
    ended_at: Optional<Instant>;
    offers_missed: Generated<number>;
  };
  offers: {
    tenant_id: string;
    waiting_id: string;
    starts_at: Instant;
    booking_id: Optional<string>;
    offered_at: Instant;
    until: Instant;
    answer: Optional<'accepted' | 'passed' | 'missed' | 'busy' | 'withdrawn'>;
    answered_at: Optional<Instant>;
  };
  session_notes: { tenant_id: string; booking_id: string; author_id: string; body: string; written_at: Instant };
  answers: {
    tenant_id: string;
    answer_id: string;
    champion_id: string;
    department: string;
    topic: Optional<string>;
    question: string;
    answer: string;
    shared_at: Instant;
  };
  queue_secrets: { tenant_id: string; day: LocalDate; secret: Buffer };
  tickets: {
    tenant_id: string;
    ticket_id: string;
    queue_id: string;
    topic: Optional<string>;
    question: string;
    attachment_url: Optional<string>;
    anonymity: 'named' | 'until-claimed' | 'for-good';
    learner_id: Optional<string>;
    asker_key: Optional<Buffer>;
    once_key: Optional<Buffer>;
    group_id: string;
    groupable: boolean;
    state:
      | 'waiting'
      | 'transferred'
      | 'escalated'
      | 'on-hold'
      | 'called'
      | 'claimed'
      | 'resolved'
      | 'no-show'
      | 'withdrawn'
      | 'converted';
    waits_for: Generated<'anyone' | 'champion' | 'specialist'>;
    waits_for_id: Optional<string>;
    champion_id: Optional<string>;
    helpers: Generated<string[]>;
    joined_at: Instant;
    place_at: Optional<Instant>;
    since: Instant;
    until: Optional<Instant>;
    missed_checks: Generated<number>;
    overtaken: Generated<number>;
    waiting_ms: Generated<number>;
    held_ms: Generated<number>;
    served_ms: Generated<number>;
    ended_by: Optional<string>;
    reopened: Generated<boolean>;
    changes: Generated<number>;
    what_helped: Generated<string>;
    helped: Optional<'yes' | 'partly' | 'no'>;
    helped_at: Optional<Instant>;
    told_next_at: Optional<Instant>;
    booking_id: Optional<string>;
  };
  ticket_events: {
    tenant_id: string;
    ticket_id: string;
    change: number;
    does: string;
    by_role: 'asker' | 'champion' | 'clock';
    champion_id: Optional<string>;
    at: Instant;
    queue_id: string;
    from_state: Optional<string>;
    to_state: string;
    held_by: Optional<string>;
    note: Generated<string>;
    passed_as: Optional<'waiting' | 'held' | 'served'>;
    passed_ms: Optional<number>;
  };
  ticket_messages: {
    tenant_id: string;
    message_id: string;
    ticket_id: string;
    champion_id: Optional<string>;
    body: string;
    written_at: Instant;
  };
  calendar_events: {
    tenant_id: string;
    booking_id: string;
    organizer_id: Optional<string>;
    event_id: Optional<string>;
    copy_id: Optional<string>;
    arrived: Generated<boolean>;
    ical_uid: Optional<string>;
    invites_in: Optional<string>;
    written_changes: Optional<number>;
    written_as: Optional<'invitation' | 'entry' | 'cancelled'>;
    written_starts_at: Optional<Instant>;
    written_ends_at: Optional<Instant>;
    written_at: Optional<Instant>;
    failure: Optional<string>;
    leased_until: Optional<Instant>;
  };
  calendar_positions: { tenant_id: string; person_id: string; delta_link: string; since: Instant; until: Instant };
  calendar_watches: {
    tenant_id: string;
    person_id: string;
    subscription_id: string;
    client_state: string;
    expires_at: Instant;
  };
  idempotent_answers: {
    tenant_id: string;
    person_id: string;
    key: string;
    request: string;
    answer: JSONColumnType<Record<string, unknown>> | null;
    answered_at: Instant;
  };
  cohorts: {
    tenant_id: string;
    cohort_id: string;
    name: string;
    preset: 'usual' | 'pilot';
    state: Generated<'draft' | 'published' | 'closed'>;
    departments: string[];
    titles: string[];
    volunteers_only: boolean;
    allow_line_manager: boolean;
    allow_past_partner: boolean;
    same_language: boolean;
    shared_hours: number;
    department_rule: 'any' | 'same' | 'other';
    places_per_mentor: number;
    mentors_only: boolean;
    weights: JSONColumnType<Record<string, number>>;
    worst_off_first: boolean;
    next_run_on: Optional<LocalDate>;
    created_by: string;
    created_at: Instant;
    published_at: Optional<Instant>;
  };
  cohort_learners: {
    tenant_id: string;
    cohort_id: string;
    learner_id: string;
    state: 'asked' | 'in' | 'declined' | 'left';
    goal: Generated<string>;
    work: Generated<string>;
    topic: Optional<string>;
    answered_at: Optional<Instant>;
    missed_runs: Generated<number>;
  };
  cohort_pairs: {
    tenant_id: string;
    cohort_id: string;
    learner_id: string;
    mentor_id: string;
    rule: 'locked' | 'forbidden';
  };
  cohort_runs: {
    tenant_id: string;
    cohort_id: string;
    run: number;
    state: 'queued' | 'scoring' | 'matching' | 'done' | 'failed' | 'cancelled';
    asked_by: string;
    asked_at: Instant;
    leased_until: Optional<Instant>;
    scored: Generated<number>;
    of: Generated<number>;
    finished_at: Optional<Instant>;
    failure: Optional<string>;
    matched: Optional<number>;
    cost: Optional<number>;
    optimal: Optional<boolean>;
    milliseconds: Optional<number>;
    summary: JSONColumnType<Record<string, unknown>> | null;
    rematch: Generated<boolean>;
    published: Generated<boolean>;
  };
  cohort_matches: {
    tenant_id: string;
    cohort_id: string;
    run: number;
    learner_id: string;
    mentor_id: Optional<string>;
    fit: Optional<number>;
    reasons: JSONColumnType<Record<string, unknown>[]>;
    unmatched_because: Optional<string>;
    candidates: Generated<number>;
  };
  leadership_channels: {
    tenant_id: string;
    channel_key: string;
    team_id: string;
    channel_id: string;
    team_name: string;
    channel_name: string;
    web_url: string;
    chosen_by: string;
    chosen_at: Instant;
    ended_at: Optional<Instant>;
    state: Generated<'reading' | 'following' | 'not-allowed' | 'gone'>;
    trouble_since: Optional<Instant>;
    reading_link: Optional<string>;
    messages_read: Generated<number>;
    delta_link: Optional<string>;
    caught_up_at: Optional<Instant>;
    gaps: Generated<number>;
    gaps_closed: Generated<number>;
    certain_until: Optional<Instant>;
    leased_until: Optional<Instant>;
    subscription_id: Optional<string>;
    client_state: Optional<string>;
    expires_at: Optional<Instant>;
  };
  leadership_told: {
    tenant_id: string;
    channel_key: string;
    message_id: string;
    root_id: Optional<string>;
    told_at: Instant;
    times: Generated<number>;
  };
  leadership_rules: {
    tenant_id: string;
    head_id: Optional<string>;
    levels: Generated<number>;
    nudge_weeks: Generated<number>;
    changed_by: string;
    changed_at: Instant;
  };
  leaders: {
    tenant_id: string;
    person_id: string;
    because: 'line' | 'hand';
    since: Instant;
    ended_at: Optional<Instant>;
    nudges_paused_until: Optional<LocalDate>;
    nudged_at: Optional<Instant>;
  };
  leader_choices: { tenant_id: string; person_id: string; choice: 'in' | 'out' };
  leadership_messages: {
    tenant_id: string;
    channel_key: string;
    message_id: string;
    root_id: Optional<string>;
    author_id: Optional<string>;
    author_name: Generated<string>;
    posted_at: Instant;
    version: number;
    edited_at: Optional<Instant>;
    deleted_at: Optional<Instant>;
    html: Generated<string>;
    plain: Generated<string>;
    images: JSONColumnType<{ hosted: string; alt: string }[]>;
    topics: Generated<string[]>;
    topics_said: Generated<boolean>;
    reactions: JSONColumnType<{ reaction: string; by: string[] }[]>;
    web_url: Generated<string>;
    by_leader: Generated<boolean>;
  };
  leadership_words: { tenant_id: string; channel_key: string; word: string; posted_at: Instant; message_id: string };
  leadership_drafts: {
    tenant_id: string;
    person_id: string;
    content: JSONColumnType<Record<string, unknown>>;
    image: Optional<Buffer>;
    image_type: Optional<'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp'>;
    version: Generated<number>;
    saved_at: Instant;
    posting_until: Optional<Instant>;
    posting_since: Optional<Instant>;
    posted_id: Optional<string>;
    posted_version: Optional<number>;
  };
  leadership_sent_replies: {
    tenant_id: string;
    person_id: string;
    key: string;
    channel_key: string;
    root_id: string;
    words: string;
    sending_until: Instant;
    sending_since: Instant;
    message_id: Optional<string>;
  };
  live_topics: { tenant_id: string; topic: string; version: number; changed_at: Instant };
  notices: {
    tenant_id: string;
    notice_id: string;
    person_id: string;
    kind: string;
    key: string;
    payload: JSONColumnType<Record<string, unknown>>;
    due_at: Instant;
    state: Generated<'owed' | 'delivered' | 'dropped' | 'failed'>;
    attempts: Generated<number>;
    leased_until: Optional<Instant>;
    settled_at: Optional<Instant>;
    failure: Optional<string>;
    created_at: Instant;
  };
  conversations: {
    tenant_id: string;
    person_id: string;
    reference: JSONColumnType<Record<string, unknown>>;
    updated_at: Instant;
  };
};
