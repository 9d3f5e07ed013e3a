import { z } from 'zod';

const flag = z.boolean().optional();
const text = z.string().optional();
const email = z.email();

/**
 * `settings` of a meeting: names, enums and lengths as the OpenAPI document of the Meetings API
 * gives them for creating. Unknown names are ignored, as Zoom ignores them.
 */
export const settingsFields = {
  additional_data_center_regions: z.array(z.string()).optional(),
  allow_host_control_participant_mute_state: flag,
  allow_multiple_devices: flag,
  alternative_host_manage_cloud_recording: flag,
  alternative_host_manage_meeting_summary: flag,
  alternative_host_update_polls: flag,
  alternative_hosts: text,
  alternative_hosts_email_notification: flag,
  approval_type: z.literal([0, 1, 2]).optional(),
  approved_or_denied_countries_or_regions: z
    .object({
      approved_list: z.array(z.string()).optional(),
      denied_list: z.array(z.string()).optional(),
      enable: flag,
      method: z.enum(['approve', 'deny']).optional(),
    })
    .optional(),
  audio: z.enum(['both', 'telephony', 'voip', 'thirdParty']).optional(),
  audio_conference_info: z.string().max(2048).optional(),
  authentication_domains: text,
  authentication_exception: z.array(z.object({ email: email.optional(), name: text })).optional(),
  authentication_option: text,
  auto_add_recording_to_video_management: z
    .object({
      enable: z.boolean(),
      channels: z
        .array(z.object({ channel_id: z.string(), name: text }))
        .max(5)
        .optional(),
    })
    .optional(),
  auto_recording: z.enum(['local', 'cloud', 'none']).optional(),
  auto_start_ai_companion_questions: flag,
  auto_start_deepfake_detection: flag,
  auto_start_meeting_summary: flag,
  breakout_room: z
    .object({
      enable: flag,
      rooms: z
        .array(z.object({ name: text, participants: z.array(z.string()).optional() }))
        .optional(),
    })
    .optional(),
  calendar_type: z.literal([1, 2]).optional(),
  close_registration: flag,
  cn_meeting: flag,
  contact_email: text,
  contact_name: text,
  continuous_meeting_chat: z
    .object({
      enable: flag,
      auto_add_invited_external_users: flag,
      auto_add_meeting_participants: flag,
    })
    .optional(),
  device_testing: flag,
  disable_participant_video: flag,
  email_in_attendee_report: flag,
  email_notification: flag,
  encryption_type: z.enum(['enhanced_encryption', 'e2ee']).optional(),
  enforce_login: flag,
  enforce_login_domains: text,
  focus_mode: flag,
  global_dial_in_countries: z.array(z.string()).optional(),
  host_pause_stop_recording: flag,
  host_save_video_order: flag,
  host_video: flag,
  in_meeting: flag,
  internal_meeting: flag,
  jbh_time: z.literal([0, 5, 10, 15]).optional(),
  join_before_host: flag,
  language_interpretation: z
    .object({
      enable: flag,
      interpreters: z
        .array(z.object({ email: email.optional(), languages: text, interpreter_languages: text }))
        .optional(),
    })
    .optional(),
  meeting_authentication: flag,
  meeting_invitees: z.array(z.object({ email: email.optional() })).optional(),
  mute_upon_entry: flag,
  participant_focused_meeting: flag,
  participant_video: flag,
  private_meeting: flag,
  push_change_to_calendar: flag,
  question_and_answer: z
    .object({
      enable: flag,
      allow_submit_questions: flag,
      allow_anonymous_questions: flag,
      question_visibility: z.enum(['answered', 'all']).optional(),
      attendees_can_comment: flag,
      attendees_can_upvote: flag,
    })
    .optional(),
  registrants_confirmation_email: flag,
  registrants_email_notification: flag,
  registration_type: z.literal([1, 2, 3]).optional(),
  request_permission_to_unmute_participants: flag,
  resources: z
    .array(
      z.object({
        resource_type: z.literal('whiteboard').optional(),
        resource_id: text,
        permission_level: z.enum(['editor', 'commenter', 'viewer']).optional(),
      })
    )
    .optional(),
  show_join_info: flag,
  show_share_button: flag,
  sign_language_interpretation: z
    .object({
      enable: flag,
      interpreters: z
        .array(z.object({ email: email.optional(), sign_language: text }))
        .max(20)
        .optional(),
    })
    .optional(),
  summary_template_id: text,
  use_pmi: flag,
  waiting_room: flag,
  waiting_room_options: z
    .object({
      mode: z.enum(['follow_setting', 'custom']),
      who_goes_to_waiting_room: z
        .enum([
          'everyone',
          'users_not_in_account',
          'users_not_in_account_or_whitelisted_domains',
          'users_not_on_invite',
          'users_not_in_org',
        ])
        .optional(),
    })
    .optional(),
  watermark: flag,
  who_can_ask_questions: z.literal([1, 2, 3, 4, 5]).optional(),
  who_will_receive_summary: z.literal([1, 2, 3, 4]).optional(),
};

/** Only an update and the answers know `custom_keys`. */
export const customKeys = z
  .array(z.object({ key: z.string().max(64), value: z.string().max(256) }))
  .max(10);

export const settingsBody = z.object(settingsFields);
export const settingsPatchBody = z.object({
  ...settingsFields,
  custom_keys: customKeys.optional(),
});

export type MeetingSettings = z.infer<typeof settingsPatchBody>;

/** What Zoom fills in on an account nobody has tuned. */
export const DEFAULT_MEETING_SETTINGS: MeetingSettings = {
  host_video: false,
  participant_video: false,
  cn_meeting: false,
  in_meeting: false,
  join_before_host: false,
  jbh_time: 0,
  mute_upon_entry: false,
  watermark: false,
  use_pmi: false,
  approval_type: 2,
  audio: 'both',
  auto_recording: 'none',
  enforce_login: false,
  enforce_login_domains: '',
  alternative_hosts: '',
  alternative_hosts_email_notification: true,
  close_registration: false,
  show_share_button: false,
  allow_multiple_devices: false,
  registrants_confirmation_email: true,
  registrants_email_notification: true,
  waiting_room: false,
  meeting_authentication: false,
  encryption_type: 'enhanced_encryption',
  email_notification: true,
  host_save_video_order: false,
  internal_meeting: false,
  focus_mode: false,
  private_meeting: false,
  meeting_invitees: [],
  participant_focused_meeting: false,
  push_change_to_calendar: false,
  device_testing: false,
};
