import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { createRedactor } from '../../src/redaction/redact.ts';
import { clean } from '../../src/text.ts';

const redact = createRedactor([]);

/** All in pieces, so that programs which look for leaked secrets do not find any here. */
const AWS_ID = `AK${'IAIOSFODNN7EXAMPLE'}`;
const AWS_TEMPORARY_ID = `AS${'IAIOSFODNN7EXAMPLE'}`;
const AWS_SECRET = ['wJalrXUtnFEMI', 'K7MDENG', 'bPxRfiCYEXAMPLEKEY'].join('/');
const AWS_SESSION = ['IQoJb3JpZ2luX2VjEXAMPLE', 'wEaCXVzLWVhc3QtMSJ', '9Fq==', ''].join('/');
const JWT = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0NTY3ODkwIn0', 'dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P'].join(
  '.',
);
const BASIC = Buffer.from('admin:hunter2').toString('base64');
const BOT = ['xoxb', '123456789012', '1234567890123', 'abcDEFghiJKL'].join('-');
const APP = ['xapp', '1', 'A0123ABCD', '1234567890', 'deadbeef'].join('-');
const HOOK_PATH = ['services', 'T00000000', 'B00000000', 'XXXXyyyyZZZZ1234'].join('/');
const HOOK = `https://hooks.slack.com/${HOOK_PATH}`;
const GITHUB = `gh${'p_'}16C7e42F292c6912E7710c838347Ae178B4a`;
const GITHUB_FINE = `github${'_pat_'}11ABCDEFG0abcdefghijkl_mnopqrstuvwxyz0123456789`;
const STRIPE = `sk${'_live_'}4eC39HqLyjWDarjtT1zdp7dc`;
const STRIPE_HOOK = `wh${'sec_'}MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw`;
const GOOGLE = `AI${'za'}SyDaGmWKa4JsXZ-HjGw7ISLn_3namBGewQe`;
const NPM = `np${'m_'}aB3dEfGh1jKlMnOpQrStUvWxYz0123456789`;
const OPENAI = `s${'k-'}proj-abc123DEF456ghi789JKL012mno345`;
const ANTHROPIC = `s${'k-'}ant-api03-abc123DEF456ghi789JKL012mno345-AA`;
const PEM_BODY = ['MIIEpAIBAAKCAQEA1c7+9z5Pad7OejecsQ0buDVGuzGMGP9dWnGHmXW0dDvQ8y1A', 'b2Vj3C8ZrUe2w7xGkq=='];
const pem = (lineEnd: string, kind = 'RSA ') =>
  [
    `-----BEGIN ${kind}PRIVATE`,
    ' KEY-----',
    lineEnd,
    PEM_BODY.join(lineEnd),
    lineEnd,
    `-----END ${kind}PRIVATE KEY-----`,
  ].join('');
const VISA = ['4111', '1111', '1111', '1111'];
const AMEX = ['3782', '822463', '10005'];

/** What is written, what must be gone, and how it reads afterwards. */
const SECRETS: readonly (readonly [line: string, secret: string, left: string])[] = [
  // AWS
  [`using ${AWS_ID} now`, AWS_ID, 'using [redacted: AWS key] now'],
  [`{"accessKeyId":"${AWS_TEMPORARY_ID}"}`, AWS_TEMPORARY_ID, '{"accessKeyId":"[redacted: AWS key]"}'],
  [`aws_secret_access_key = ${AWS_SECRET}`, AWS_SECRET, 'aws_secret_access_key = [redacted: AWS key]'],
  [`"SecretAccessKey": "${AWS_SECRET}",`, AWS_SECRET, '"SecretAccessKey": "[redacted: AWS key]",'],
  [`AWS_SECRET_ACCESS_KEY=${AWS_SECRET}`, AWS_SECRET, 'AWS_SECRET_ACCESS_KEY=[redacted: AWS key]'],
  [`export AWS_SESSION_TOKEN=${AWS_SESSION}`, AWS_SESSION, 'export AWS_SESSION_TOKEN=[redacted: token]'],
  [`${AWS_ID},${AWS_SECRET}`, AWS_SECRET, '[redacted: AWS key]'],
  [
    `X-Amz-Credential=${AWS_ID}%2F20260101&X-Amz-Signature=${'0abc1234'.repeat(8)}&x=1`,
    '0abc1234',
    'X-Amz-Credential=[redacted: AWS key]%2F20260101&X-Amz-Signature=[redacted: signature]&x=1',
  ],
  // Authorization
  ['Authorization: Bearer abc.DEF-123', 'abc.DEF-123', 'Authorization: Bearer [redacted: authorization]'],
  ['authorization: bearer onlyletters', 'onlyletters', 'authorization: bearer [redacted: authorization]'],
  [
    `{"authorization":"Basic ${BASIC}","a":1}`,
    BASIC,
    '{"authorization":"Basic [redacted: authorization]","a":1}',
  ],
  [
    `curl -H 'Authorization: Bearer ${NPM}' https://x`,
    NPM,
    "curl -H 'Authorization: Bearer [redacted: authorization]' https://x",
  ],
  [
    `curl -H "Authorization: Basic ${BASIC}" -v`,
    BASIC,
    'curl -H "Authorization: Basic [redacted: authorization]" -v',
  ],
  ['curl -u admin:hunter2 https://x', 'hunter2', 'curl -u admin:[redacted: password] https://x'],
  [`got Bearer 1234567890 back`, '1234567890', 'got Bearer [redacted: authorization] back'],
  [`sent Basic ${BASIC} back`, BASIC, 'sent Basic [redacted: authorization] back'],
  ['Authorization: Custom abc123def456 end', 'abc123def456', 'Authorization: [redacted: authorization] end'],
  ['authorization=s3cr3t', 's3cr3t', 'authorization=[redacted: authorization]'],
  [
    `headers: ['Authorization', 'Bearer abc']`,
    'abc',
    "headers: ['Authorization', 'Bearer [redacted: authorization]']",
  ],
  [
    'map[Authorization:[Bearer abc123] Accept:[*/*]]',
    'abc123',
    'map[Authorization:[Bearer [redacted: authorization]] Accept:[*/*]]',
  ],
  [
    `Authorization: AWS4-HMAC-SHA256 Credential=${AWS_ID}/x, Signature=0abc`,
    '0abc',
    'Authorization: AWS4-HMAC-SHA256 [redacted: authorization]',
  ],
  [
    'Authorization: Digest username="a", response="0abc"',
    '0abc',
    'Authorization: Digest [redacted: authorization]',
  ],
  ['Proxy-Authorization: Basic x', 'c x', 'Proxy-Authorization: Basic [redacted: authorization]'],
  [`session ${JWT} accepted`, JWT, 'session [redacted: JWT] accepted'],
  [`https://x/cb#id=${JWT}&a=1`, JWT, 'https://x/cb#id=[redacted: JWT]&a=1'],
  // Private keys
  [`key:\n${pem('\n')}\nloaded`, PEM_BODY[1]!, 'key:\n[redacted: private key]\nloaded'],
  [`{"k":"${pem('\\n')}"}`, PEM_BODY[1]!, '{"k":"[redacted: private key]"}'],
  [
    `{"private_key":"${pem('\\n', '')}\\n","a":1}`,
    PEM_BODY[1]!,
    '{"private_key":"[redacted: private key]\\n","a":1}',
  ],
  [`PRIVATE_KEY=${pem('\n', 'EC ')}`, PEM_BODY[1]!, 'PRIVATE_KEY=[redacted: private key]'],
  [pem('\n', 'OPENSSH ').slice(0, -40), PEM_BODY[0]!, '[redacted: private key]'],
  [pem('\\n').slice(50), PEM_BODY[1]!, '[redacted: private key]'],
  [PEM_BODY[0]!, PEM_BODY[0]!, '[redacted: private key]'],
  // Addresses
  [
    'postgres://app:hunter2@db.internal:5432/shop',
    'hunter2',
    'postgres://app:[redacted: password]@db.internal:5432/shop',
  ],
  ['redis://:hunter2@cache:6379/0', 'hunter2', 'redis://:[redacted: password]@cache:6379/0'],
  ['amqps://u:p%40ss%2F@mq/vhost', 'p%40ss', 'amqps://u:[redacted: password]@mq/vhost'],
  [
    'mongodb+srv://u:p@ss:w0rd@h1:27017,h2:27017/x?a=b',
    'w0rd',
    'mongodb+srv://u:[redacted: password]@h1:27017,h2:27017/x?a=b',
  ],
  ['mysql://u:pa/ss#w@h/db', 'pa/ss', 'mysql://u:[redacted: password]@h/db'],
  [
    '{"url":"postgres:\\/\\/u:hunter2@h\\/db"}',
    'hunter2',
    '{"url":"postgres:\\/\\/u:[redacted: password]@h\\/db"}',
  ],
  [
    '?u=postgres%3A%2F%2Fapp%3Ahunter2%40h%2Fdb',
    'hunter2',
    '?u=postgres%3A%2F%2Fapp%3A[redacted: password]%40h%2Fdb',
  ],
  [
    'DATABASE_URL=postgres://u:hunter2@h/db',
    'hunter2',
    'DATABASE_URL=postgres://u:[redacted: password]@h/db',
  ],
  [
    `git clone https://${GITHUB}:x-oauth-basic@github.com/a/b`,
    GITHUB,
    'git clone https://[redacted: GitHub token]:[redacted: password]@github.com/a/b',
  ],
  // By name
  ['password=hunter2', 'hunter2', 'password=[redacted: password]'],
  ['password: hunter2, user: bob', 'hunter2', 'password: [redacted: password], user: bob'],
  ['Password = hunter2!', 'hunter2', 'Password = [redacted: password]'],
  ['DB_PASSWD=hunter2 DB_HOST=h', 'hunter2', 'DB_PASSWD=[redacted: password] DB_HOST=h'],
  ['dbPwd=1234', '1234', 'dbPwd=[redacted: password]'],
  ['SMTP_PASS=hunter2', 'hunter2', 'SMTP_PASS=[redacted: password]'],
  ['{"password":"hunter2"}', 'hunter2', '{"password":"[redacted: password]"}'],
  ['{"password" : "hun\\"ter2\\\\"}', 'ter2', '{"password" : "[redacted: password]"}'],
  ['{"password":12345678}', '12345678', '{"password":[redacted: password]}'],
  [
    '{"msg":"{\\"password\\":\\"hunt\\\\\\"er2\\",\\"a\\":1}"}',
    'er2',
    '{"msg":"{\\"password\\":\\"[redacted: password]\\",\\"a\\":1}"}',
  ],
  [
    '"{\\\\\\"token\\\\\\":\\\\\\"hunter2\\\\\\"}"',
    'hunter2',
    '"{\\\\\\"token\\\\\\":\\\\\\"[redacted: token]\\\\\\"}"',
  ],
  ['{"password":"hunter2 cut o', 'hunter2', '{"password":"[redacted: password]'],
  ["{ password: 'hunter2', user: 'bob' }", 'hunter2', "{ password: '[redacted: password]', user: 'bob' }"],
  ["{'api_key': u'hunter2'}", 'hunter2', "{'api_key': u'[redacted: key]'}"],
  ['{:password=>"hunter2"}', 'hunter2', '{:password=>"[redacted: password]"}'],
  ['User(name=bob, password=hunter2)', 'hunter2', 'User(name=bob, password=[redacted: password])'],
  ['User{password=a,b;c, name=bob}', 'a,b', 'User{password=[redacted: password];c, name=bob}'],
  [
    'GET /cb?code=1&access_token=hunter2&x=1 HTTP/1.1',
    'hunter2',
    'GET /cb?code=1&access_token=[redacted: token]&x=1 HTTP/1.1',
  ],
  ['/a?api-key=hunter2', 'hunter2', '/a?api-key=[redacted: key]'],
  ['x-api-key: hunter2', 'hunter2', 'x-api-key: [redacted: key]'],
  ['{"client_secret":"a b c"}', 'a b c', '{"client_secret":"[redacted: secret]"}'],
  ['{"tokens":["hunter2","hunter3"]}', 'hunter3', '{"tokens":["[redacted: token]"]}'],
  [
    '{"name":"DB_PASSWORD","value":"hunter2"}',
    'hunter2',
    '{"name":"DB_PASSWORD","value":"[redacted: password]"}',
  ],
  ['<ns:password>hunter2</ns:password>', 'hunter2', '<ns:password>[redacted: password]</ns:password>'],
  ['run --db-password hunter2 --verbose', 'hunter2', 'run --db-password [redacted: password] --verbose'],
  [
    "ALTER USER bob WITH PASSWORD 'hunter2'",
    'hunter2',
    "ALTER USER bob WITH PASSWORD '[redacted: password]'",
  ],
  [
    'Server=h;User Id=sa;Password=hunter2;Encrypt=true',
    'hunter2',
    'Server=h;User Id=sa;Password=[redacted: password];Encrypt=true',
  ],
  [
    'AccountName=a;AccountKey=abc123+/==;EndpointSuffix=x',
    'abc123',
    'AccountName=a;AccountKey=[redacted: key];EndpointSuffix=x',
  ],
  ['Cookie: sid=abc123; theme=dark', 'abc123', 'Cookie: [redacted: cookie]'],
  ['{"set-cookie":["sid=abc123; Path=/","b=c"]}', 'abc123', '{"set-cookie":["[redacted: cookie]"]}'],
  ['JSESSIONID=0123456789ABCDEF0123', '0123456789ABCDEF0123', 'JSESSIONID=[redacted: session]'],
  ['secret: hunter2', 'hunter2', 'secret: [redacted: secret]'],
  ['body=password%3Dhunter2%26a%3D1', 'hunter2', 'body=password%3D[redacted: password]%26a%3D1'],
  // Tokens that say what they are
  [`posting with ${BOT}.`, BOT, 'posting with [redacted: Slack token].'],
  [`(${APP})`, APP, '([redacted: Slack token])'],
  [`POST ${HOOK} 200`, HOOK_PATH, 'POST https://[redacted: Slack webhook] 200'],
  [`remote: ${GITHUB}`, GITHUB, 'remote: [redacted: GitHub token]'],
  [`remote: ${GITHUB_FINE}`, GITHUB_FINE, 'remote: [redacted: GitHub token]'],
  [`Invalid API Key provided: ${STRIPE}`, STRIPE, 'Invalid API Key provided: [redacted: Stripe key]'],
  [`hook ${STRIPE_HOOK}`, STRIPE_HOOK, 'hook [redacted: Stripe key]'],
  [`maps ${GOOGLE}`, GOOGLE, 'maps [redacted: Google key]'],
  [`//registry.npmjs.org/:_authToken=${NPM}`, NPM, '//registry.npmjs.org/:_authToken=[redacted: token]'],
  [`published by ${NPM}`, NPM, 'published by [redacted: npm token]'],
  [`Incorrect API key provided: ${OPENAI}`, OPENAI, 'Incorrect API key provided: [redacted: API key]'],
  [`uses ${ANTHROPIC}`, ANTHROPIC, 'uses [redacted: API key]'],
  // Cards
  [`card ${VISA.join('')} declined`, VISA.join(''), 'card [redacted: card number] declined'],
  [`card=${VISA.join(' ')}`, VISA.join(' '), 'card=[redacted: card number]'],
  [`"pan":"${VISA.join('-')}"`, VISA.join('-'), '"pan":"[redacted: card number]"'],
  [`${AMEX.join(' ')}, ${AMEX.join('')}.`, AMEX[1]!, '[redacted: card number], [redacted: card number].'],
  [`order 1234 ${VISA.join(' ')} 123`, VISA.join(' '), 'order 1234 [redacted: card number] 123'],
];

const INNOCENTS: readonly string[] = [
  'request 123e4567-e89b-12d3-a456-426614174000 done',
  'id 12345678-1234-1234-1234-123456789012',
  'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  'traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  'X-Amzn-Trace-Id: Root=1-67891233-abcdef012345678912345678;Parent=463ac35c9f6413ad;Sampled=1',
  'arn:aws:ecs:eu-central-1:123456789012:task/main/0123456789abcdef0123456789abcdef',
  'arn:aws:secretsmanager:eu-central-1:123456789012:secret:prod/db-password-AbCdEf',
  '"valueFrom":"arn:aws:ssm:eu-central-1:123456789012:parameter/prod/password"',
  '{"secretArn":"arn:aws:secretsmanager:eu-central-1:123456789012:secret:x"}',
  'not authorized to perform: secretsmanager:GetSecretValue on resource x',
  'HEAD is now at 3d28717c0ffee0123456789abcdef0123456789a fix',
  'body aGVsbG8gd29ybGQ= ok',
  'token count: 512',
  'tokens=1532',
  'usage: prompt_tokens=12, completion_tokens: 4096, "total_tokens":18234',
  'max_tokens=4096',
  '"token_type":"Bearer","expires_in":3600',
  '{"nextToken":"abcdefgh12345"}',
  'password reset requested for bob',
  'password_reset_requested=true',
  'secret: not found',
  'Password: required',
  'token: expired',
  '"password":null,"token":"","secret":false',
  '"errors":{"password":"must have at least 8 characters"}',
  'password=****** token=<hidden> secret=$DB_SECRET pwd=[FILTERED]',
  'authorization: none',
  'Authorization: denied for user bob',
  'Bearer token expired',
  'WWW-Authenticate: Bearer error="invalid_token"',
  'Basic authentication is deprecated',
  'no cookie: anonymous',
  'JsonWebTokenError: invalid signature',
  'InvalidTokenException: malformed header at AuthFilter.java:12',
  'SyntaxError: Unexpected token } in JSON at position 4',
  'SyntaxError: Unexpected token: }',
  'at TokenService.verify (/app/src/token.ts:45:12)',
  '  File "/app/auth/token.py", line 33, in get_token',
  'POST /oauth/token 200 12ms',
  'POST /v1/password/reset 202',
  'PWD=/usr/src/app OLDPWD=/',
  'tests: pass: 12 fail: 0, bypass=abc, passed=3, compass=north',
  'epoch 1772593200 1772593200123 1772593200123456 1772593200123456789',
  'order 4111111111111112 and 9999999999999995',
  'order_4111111111111111 has its name',
  'snowflake 175928847299117063',
  'phone +49 170 1234567, 10.0.12.34:8080, ::ffff:10.0.0.1',
  'account 123456789012, 2026-03-04 03:00:00.123456',
  '1.4111111111111111 ratio',
  'https://example.com:8080/users?email=a@b.c',
  'http://host/path:x@y and mailto:a@b.c and user@host:22',
  'https://user@example.com/',
  'https://x/?monkey=1&keyboard=qwerty&primary_key=7&cache_key=users:12',
  'keyword=abc, author: bob, authority: x, basic: y',
  'risk-assessment-2026-final-version-of-the-document',
  'desk-sk-loading',
  '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
  '-----BEGIN PUBLIC KEY-----',
  'tokenizer: bpe, secretary: alice, passenger=7, secrets: 3',
  'eyJ is how JSON begins in base64',
  'sessionId=42 session_id: 123e4567-e89b-12d3-a456-426614174000',
  'signature: valid',
  'WHERE token = $1; passwords: 3; token=getToken()',
  'access_key_id is missing',
  'asia-east1 akiako SG. hf_ npm_config_cache=/x',
];

describe('a redactor', () => {
  it.each(SECRETS)('%s', (line, secret, left) => {
    const { text, count } = redact(line);
    expect(text).toBe(left);
    expect(text).not.toContain(secret);
    expect(count).toBe(text.split('[redacted: ').length - 1);
  });

  it.each(SECRETS)('changes nothing the second time: %s', (line) => {
    expect(redact(redact(line).text)).toEqual({ text: redact(line).text, count: 0 });
  });

  it.each(INNOCENTS)('leaves %s', (line) => {
    expect(redact(line)).toEqual({ text: line, count: 0 });
  });

  it('counts every secret of a text', () => {
    expect(redact(`password=a1 ${AWS_ID} token=b2`).count).toBe(3);
  });

  it('is not misled by what a terminal does not show, once the text is clean', () => {
    const dressed = `pass\u001b[1mword=\u001b[0mhun\u200bter2 ${AWS_ID.slice(0, 9)}\u001b[31m${AWS_ID.slice(9)}`;
    expect(redact(clean(dressed)).text).toBe('password=[redacted: password] [redacted: AWS key]');
  });
});

describe('any text', () => {
  const around = fc.string({ unit: 'grapheme-ascii', maxLength: 60 });
  const lines = fc.constantFrom(...SECRETS.map(([line]) => line), ...INNOCENTS);
  const mixed = fc.array(fc.oneof(around, lines), { maxLength: 6 }).map((parts) => parts.join(' '));
  const shapes = fc.constantFrom(
    ...[AWS_ID, JWT, BOT, APP, GITHUB, GITHUB_FINE, STRIPE, STRIPE_HOOK, GOOGLE, NPM, OPENAI, ANTHROPIC],
    ...[VISA.join(''), VISA.join(' '), AMEX.join('-'), pem('\n'), pem('\\n')],
  );
  const edge = fc.constantFrom(' ', '\n', '\t', '"', "'", '=', ':', '(', ',', '[', '{', '>', '|');

  it('never keeps a secret that is known by its shape', () => {
    const property = fc.property(around, edge, shapes, edge, around, (before, left, secret, right, after) => {
      const { text } = redact(clean(before + left + secret + right + after));
      return !text.includes(secret);
    });
    fc.assert(property, { numRuns: 2000 });
  });

  it('never keeps a value whose name means a secret', () => {
    const names = fc.constantFrom('password', 'client_secret', 'accessToken', 'API_KEY', 'x-auth-token');
    const forms = fc.constantFrom<(name: string, value: string) => string>(
      (name, value) => `${name}=${value}`,
      (name, value) => `${name}: ${value}`,
      (name, value) => JSON.stringify({ [name]: value }),
      (name, value) => JSON.stringify(JSON.stringify({ [name]: value })),
      (name, value) => JSON.stringify(JSON.stringify(JSON.stringify({ a: 1, [name]: value, b: '' }))),
      (name, value) => `/path?a=b&${name}=${value}&c=d`,
    );
    const values = fc.stringMatching(/^[a-z]{3}[0-9]{4}[A-Za-z0-9_!$.~+/-]{4,40}[a-z]$/);
    const property = fc.property(mixed, names, forms, values, mixed, (before, name, form, value, after) => {
      const { text } = redact(`${before}\n${form(name, value)} ${after}`);
      return !text.includes(value);
    });
    fc.assert(property, { numRuns: 2000 });
  });

  it('ends a quoted value where its string ends, however it is escaped', () => {
    const property = fc.property(fc.string({ minLength: 8 }), fc.nat(3), (value, depth) => {
      let written = JSON.stringify({ password: `Zq9${value}`, kept: 1 });
      let hidden = JSON.stringify({ password: '[redacted: password]', kept: 1 });
      for (let each = 0; each < depth; each++) {
        written = JSON.stringify({ msg: written });
        hidden = JSON.stringify({ msg: hidden });
      }
      expect(redact(written).text).toBe(hidden);
    });
    fc.assert(property, { numRuns: 1000 });
  });

  it('comes back unchanged the second time', () => {
    const property = fc.property(mixed, (text) => {
      const once = redact(text).text;
      expect(redact(once).text).toBe(once);
    });
    fc.assert(property, { numRuns: 3000 });
  });

  it('comes back unchanged without a name, a mark or a long number in it', () => {
    const words = fc.constantFrom(
      'GET',
      '/api/orders/17',
      '200',
      '12ms',
      'user',
      'id=42',
      'ok',
      '-',
      '{"a":1}',
      'ünï',
    );
    const plain = fc.array(words, { maxLength: 40 }).map((all) => all.join(' '));
    fc.assert(fc.property(plain, (text) => redact(text).text === text));
  });
});

describe('a text made to be slow', () => {
  const repeated = (part: string, length: number) => part.repeat(Math.ceil(length / part.length));
  /** The processor's time: others may be busy meanwhile. */
  const msOf = (text: string) => {
    const started = process.cpuUsage();
    redact(text);
    const { user, system } = process.cpuUsage(started);
    return (user + system) / 1000;
  };

  it.each([
    'a',
    ' ',
    '"',
    '\\',
    '\\"',
    '=',
    ',',
    '[',
    '{',
    '%',
    '<',
    '-',
    '.',
    '/',
    '4',
    '4 ',
    '4111 ',
    '4111-',
    '0123 4567 ',
    'password',
    'password=',
    'password:',
    'password="',
    'password=[',
    'password=["a",',
    "password: '",
    'password=\\"',
    'password\n',
    'password=,',
    'password=a,',
    'token ',
    'token=Bearer ',
    'authorization: ',
    'authorization: a ',
    'authorization: digest ',
    'cookie: ',
    'cookie: a=',
    'cookie: a=b;',
    'cookie=a=b; ',
    'secret_',
    'secret.',
    'pass',
    'eyJ',
    'eyJ-',
    'eyJaaaaaaaa.',
    'eyJ.eyJ',
    'xoxb-',
    'xapp-',
    'AKIA',
    'sk-',
    'sk-a',
    'ghp_',
    'SG.',
    'SG.aaaaaaaaaaaaaaaaaaaa.',
    '://',
    'a://b:',
    '://a:b@',
    '://a:b/@',
    '://a:/',
    ':\\/\\/',
    '%3A%2F%2F',
    '%3A%2F%2Fa%3A',
    'arn:aws',
    'arn:aws:',
    'arn:aws:a:a:1:',
    '-----BEGIN ',
    '-----BEGIN PRIVATE KEY-----',
    '-----BEGIN PRIVATE KEY-----\\n',
    '-----END ',
    '-----END PRIVATE KEY-----',
    'A\n-----END PRIVATE KEY-----',
    'Bearer ',
    'Basic ',
    'curl -u ',
    ' -u ',
    ' -u a:',
    '[redacted: ',
    '[redacted: a]',
    '&sig=',
    'hooks.slack.com',
    'hooks.slack.com/services/',
    '"name":"password","value":',
    '<password>',
    '--password ',
    'signature=',
    'session_id=',
    'Proc-Type: ',
    'discord.com/api/webhooks/1',
  ])('is done quickly: %j over and over', (part) => {
    const long = repeated(part, 100_000);
    for (const before of ['', 'password="', '-----BEGIN PRIVATE KEY-----']) {
      expect(msOf(before + long)).toBeLessThan(1500);
    }
  });

  it.each(['a', 'password=', 'secret_', 'eyJ-', '://a:b@', '4111 ', '\\"', 'Bearer ', 'A\n'])(
    'is done within two seconds: a megabyte of %j',
    (part) => {
      expect(msOf(repeated(part, 1_000_000))).toBeLessThan(2000);
    },
  );
});

describe('own patterns', () => {
  it('are marked as such, besides everything else', () => {
    const own = createRedactor(['cust-\\d+', '(?i)internal only: \\w+']);
    expect(own('cust-42 INTERNAL ONLY: roadmap password=a1b2')).toEqual({
      text: '[redacted: own pattern] [redacted: own pattern] password=[redacted: password]',
      count: 3,
    });
    expect(own('nothing here')).toEqual({ text: 'nothing here', count: 0 });
  });

  it('join with what they overlap', () => {
    expect(createRedactor(['login .* end'])('x login password=a1 end y')).toEqual({
      text: 'x [redacted: own pattern] y',
      count: 1,
    });
  });

  it('do not touch the marks of the first time', () => {
    const own = createRedactor(['[a-z]{4,}']);
    const once = own('pass word=1 redacted').text;
    expect(own(once)).toEqual({ text: once, count: 0 });
  });

  it.each([
    ['(', 'missing closing )'],
    ['a**', 'a**'],
    ['(a)\\1', 'invalid escape sequence'],
    ['(?=a)', '(?='],
    ['a*', 'matches empty text'],
    ['', 'matches empty text'],
  ])('refuses %s and says why', (pattern, reason) => {
    expect(() => createRedactor(['fine', pattern])).toThrow(UserError);
    expect(() => createRedactor(['fine', pattern])).toThrow(reason);
  });

  it('take time in proportion to the text', () => {
    const started = performance.now();
    createRedactor(['(a+)+$', '(x+x+)+y'])(`${'a'.repeat(200_000)}b${'x'.repeat(200_000)}`);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
