import { z } from 'zod';

/** Which calls a fault waits for, and how often it strikes. */
const aim = {
  method: z.enum(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']).optional(),
  /** Without `/v2`; `*` stands for anything. Left out, it means every REST call but not the token endpoint. */
  path: z.string().optional(),
  /** Calls it strikes before it is used up. */
  times: z.int().min(1).default(1),
  /** Matching calls it lets pass first. */
  skip: z.int().min(0).default(0),
};

/**
 * `latency` waits before the commit, which happens even when the client has gone by then.
 * `status` answers instead of Zoom, before or after the commit. `hang` never answers.
 */
export const faultSchema = z.discriminatedUnion('kind', [
  z.object({ ...aim, kind: z.literal('latency'), ms: z.int().min(0) }),
  z.object({
    ...aim,
    kind: z.literal('status'),
    status: z.int().min(400).max(599),
    body: z.unknown().optional(),
    headers: z.record(z.string(), z.string()).default({}),
    afterCommit: z.boolean().default(false),
  }),
  z.object({ ...aim, kind: z.literal('drop-before-commit') }),
  z.object({ ...aim, kind: z.literal('drop-after-commit') }),
  z.object({ ...aim, kind: z.literal('hang') }),
  z.object({ ...aim, kind: z.literal('revoke-tokens') }),
  z.object({
    ...aim,
    kind: z.literal('rate-limit-second'),
    headers: z.record(z.string(), z.string()).default({}),
  }),
  z.object({
    ...aim,
    kind: z.literal('rate-limit-day'),
    headers: z.record(z.string(), z.string()).default({}),
  }),
  z.object({ ...aim, kind: z.literal('rate-limit-host-day') }),
]);

export type FaultInput = z.input<typeof faultSchema>;
export type Fault = z.output<typeof faultSchema>;
