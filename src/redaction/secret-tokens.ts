import { matchAt, type Secret, type SecretFinder } from './secret.ts';

/**
 * Secrets that say themselves what they are: kind, how they begin, and their whole shape.
 * A shape ends with the token, is sticky, and repeats without a bound only behind what makes it sure.
 */
const TOKENS: readonly (readonly [kind: string, words: readonly string[], shape: RegExp])[] = [
  // With the secret beside it, as in the file that AWS hands out.
  [
    'AWS key',
    ['akia', 'asia'],
    /(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])(?:["']?[,:\s]{1,3}["']?[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=]))?/y,
  ],
  [
    'Slack token',
    ['xoxa-', 'xoxb-', 'xoxc-', 'xoxd-', 'xoxe-', 'xoxo-', 'xoxp-', 'xoxr-', 'xoxs-'],
    /xox[a-z]-[\w%-]{6,}/y,
  ],
  ['Slack token', ['xoxe.xox'], /xoxe\.xox[a-z]-[\w-]{6,}/y],
  ['Slack token', ['xapp-'], /xapp-[\w-]{6,}/y],
  [
    'Slack webhook',
    ['hooks.slack.com', 'hooks.slack-gov.com'],
    /hooks\.slack(?:-gov)?\.com\\?\/(?:services|workflows|triggers|commands|actions|app)(?:[\w./-]|\\\/)+/y,
  ],
  [
    'webhook',
    ['discord.com/api/webhooks/', 'discordapp.com/api/webhooks/'],
    /discord(?:app)?\.com\/api\/webhooks\/\d+\/[\w-]+/y,
  ],
  ['GitHub token', ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], /gh[pousr]_[A-Za-z0-9_]{16,}/y],
  ['GitHub token', ['github_pat_'], /github_pat_\w{16,}/y],
  ['GitLab token', ['glpat-'], /glpat-[\w-]{16,}/y],
  ['Stripe key', ['sk_live_', 'sk_test_', 'rk_live_', 'rk_test_'], /[sr]k_(?:live|test)_[A-Za-z0-9]{8,}/y],
  ['Stripe key', ['whsec_'], /whsec_[A-Za-z0-9+/=]{12,}/y],
  ['Google key', ['aiza'], /AIza[\w-]{35}/y],
  ['Google key', ['gocspx-'], /GOCSPX-[\w-]{20,}/y],
  ['npm token', ['npm_'], /npm_[A-Za-z0-9]{30,}/y],
  ['PyPI token', ['pypi-age'], /pypi-AgE[\w-]{30,}/y],
  ['API key', ['sk-'], /sk-(?=[A-Za-z_-]{0,80}\d)[\w-]{20,}/y],
  ['API key', ['sg.'], /SG\.[\w-]{16,32}\.[\w-]{30,}/y],
  ['API key', ['hf_'], /hf_[A-Za-z0-9]{30,}/y],
  ['API key', ['dop_v0_'], /dop_v1_[a-f0-9]{40,}/y],
  ['API key', ['shpat_', 'shpss_', 'shpca_'], /shp(?:at|ss|ca)_[a-fA-F0-9]{24,}/y],
];

const finders = TOKENS.map(
  ([kind, words, shape]): SecretFinder => ({
    words,
    find(text, at) {
      if (isLetterOrDigit(text.charCodeAt(at - 1))) return undefined;
      const match = matchAt(shape, text, at);
      return match ? { from: at, to: at + match[0].length, kind } : undefined;
    },
  }),
);

/** Header, payload and signature of a JSON web token; the header is looked for only as far as headers go. */
const jwt: SecretFinder = {
  words: ['eyj'],
  find(text, at, after) {
    if (isLetterOrDigit(text.charCodeAt(at - 1))) return undefined;
    if (!text.slice(after, after + 1024).includes('.')) return undefined;
    const match = matchAt(/eyJ[\w-]{5,1024}\.[\w-]{8,}(?:\.[\w-]*)*/y, text, at);
    return match ? { from: at, to: at + match[0].length, kind: 'JWT' } : undefined;
  },
};

/** `Bearer …` in any sentence: what follows is a token unless it is an ordinary word. */
const bearer: SecretFinder = {
  words: ['bearer ', 'bearer%00', 'bearer+'],
  find(text, at, after) {
    if (isLetterOrDigit(text.charCodeAt(at - 1))) return undefined;
    const value = matchAt(/ {0,8}([\w.~+/-]{6,}={0,2})/y, text, after);
    const token = value?.[1];
    if (!token || /^[A-Z]?[a-z_-]{1,24}[.=]?$/.test(token)) return undefined;
    return ending(after + value[0].length, token, 'authorization');
  },
};

/** `Basic …` in any sentence: base64 that holds a colon, as user and password do. */
const basic: SecretFinder = {
  words: ['basic ', 'basic%00'],
  find(text, at, after) {
    if (isLetterOrDigit(text.charCodeAt(at - 1))) return undefined;
    const value = matchAt(/ {0,8}([\w+/-]{6,}={0,2})/y, text, after);
    const token = value?.[1];
    if (!token || !Buffer.from(token.slice(0, 4096), 'base64').includes(':')) return undefined;
    return ending(after + value[0].length, token, 'authorization');
  },
};

/** `curl -u user:password`, the user staying readable. */
const curlUser: SecretFinder = {
  words: [' -u ', ' --user ', ' --user=', ' --proxy-user '],
  find(text, at, after) {
    if (!text.slice(Math.max(0, at - 500), at).includes('curl')) return undefined;
    const value = matchAt(/(?:["']|\\")?[^\s:"'\\]{0,128}:([^\s"'\\]+)/y, text, after);
    return value?.[1] ? ending(after + value[0].length, value[1], 'password') : undefined;
  },
};

/** Every secret that is known by its own shape, but for private keys, passwords in URLs and card numbers. */
export const tokenFinders: readonly SecretFinder[] = [...finders, jwt, bearer, basic, curlUser];

function ending(to: number, value: string, kind: string): Secret {
  return { from: to - value.length, to, kind };
}

function isLetterOrDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}
