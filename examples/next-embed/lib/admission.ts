import { z } from 'zod';

/** What `POST …/signature` answers. It lets its bearer in: kept nowhere, logged nowhere. */
export const admissionSchema = z.object({
  signature: z.string(),
  meetingNumber: z.string(),
  password: z.string(),
  userName: z.string(),
  userEmail: z.string().optional(),
  customerKey: z.string().optional(),
  tk: z.string().optional(),
});
export type Admission = z.infer<typeof admissionSchema>;
