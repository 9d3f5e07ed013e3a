import { toZoomTime } from '../clock';
import { webUrl } from '../meetings/join-links';
import { simultaneousMeetings } from '../plan';
import type { World } from '../world';
import type { User } from './user';

const ROLE_NAMES: Record<string, string> = { '0': 'Owner', '1': 'Admin', '2': 'Member' };

/** One row of GET /users. */
export function toListedUser(user: User) {
  return {
    id: user.id,
    first_name: user.firstName,
    last_name: user.lastName,
    display_name: `${user.firstName} ${user.lastName}`,
    email: user.email,
    type: user.type,
    pmi: user.pmi,
    timezone: user.timezone,
    verified: 1,
    dept: user.dept,
    created_at: toZoomTime(user.createdAt),
    user_created_at: toZoomTime(user.createdAt),
    last_login_time: toZoomTime(user.createdAt),
    group_ids: [],
    language: 'en-US',
    status: user.status,
    role_id: user.roleId,
    login_types: [100],
  };
}

/** GET /users/{userId}. */
export function toUserAnswer(world: World, user: User) {
  return {
    ...toListedUser(user),
    role_name: ROLE_NAMES[user.roleId] ?? 'Member',
    use_pmi: false,
    personal_meeting_url: `${webUrl(world)}/j/${user.pmi}`,
    account_id: world.credentials.accountId,
    account_number: 100_000_001,
    cms_user_id: '',
    im_group_ids: [],
    jid: `${user.id}@xmpp.zoom.us`,
    phone_country: '',
    phone_number: '',
    job_title: '',
    company: '',
    location: '',
    cluster: 'us06',
  };
}

/** GET /users/{userId}/settings, as far as recordings, breakout rooms and capacity go. */
export function toUserSettings(world: World, user: User) {
  const { plan } = world.settings;
  const canRecord = user.type === 2 && plan !== 'free';
  return {
    schedule_meeting: {
      host_video: false,
      participants_video: false,
      join_before_host: false,
      require_password_for_scheduling_new_meetings: user.requiresPasscode,
    },
    in_meeting: { breakout_room: true, breakout_room_schedule: true },
    recording: {
      local_recording: true,
      cloud_recording: canRecord,
      auto_recording: 'none',
      recording_audio_transcript: canRecord,
      auto_delete_cmr: false,
    },
    feature: {
      meeting_capacity: plan === 'business' ? 300 : 100,
      large_meeting: false,
      webinar: false,
      concurrent_meeting: simultaneousMeetings(plan) > 1 ? 'Basic' : 'None',
    },
  };
}
