/** What `GET /zoom/meetings` is asked with. */
export type MeetingListParams = Partial<
  Record<'q' | 'state' | 'syncState' | 'host' | 'type' | 'from' | 'to' | 'sort', string>
> & { page: number; pageSize: number };
