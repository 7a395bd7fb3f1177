/** What `manifest.json` asks for, so that nothing works here that would not work for somebody who installs the app. */
export const MANIFEST_SCOPES: readonly string[] = [
  'commands',
  'chat:write',
  'app_mentions:read',
  'im:history',
  'files:write',
  'users:read',
  'usergroups:read',
  'channels:read',
  'groups:read',
  'channels:history',
  'groups:history',
  'mpim:history',
];
