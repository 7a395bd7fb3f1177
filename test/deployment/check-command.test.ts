import { describe, expect, it } from 'vitest';
import { type CheckCommand, parseCheckCommand } from '../../src/deployment/check-command.ts';

describe('the command of a container check', () => {
  it.each<[readonly string[], Partial<CheckCommand>]>([
    [
      ['CMD-SHELL', 'curl -fs http://localhost:5000/health?deep=1 || exit 1'],
      {
        malformed: undefined,
        usesShell: true,
        tool: 'curl',
        curlFails: true,
        asks: { host: 'localhost', port: 5000, path: '/health' },
      },
    ],
    [
      ['CMD', 'curl', '--fail', 'https://127.0.0.1/ready'],
      { malformed: undefined, curlFails: true, asks: { host: '127.0.0.1', port: 443, path: '/ready' } },
    ],
    [
      ['CMD-SHELL', 'curl http://[::1]:80'],
      { curlFails: false, asks: { host: '[::1]', port: 80, path: '/' } },
    ],
    [['CMD-SHELL', 'curl --silent --output /dev/null http://127.0.0.1/'], { curlFails: false }],
    [['CMD', '/usr/bin/wget', '-qO-', 'http://127.0.0.1:8080/'], { tool: 'wget', curlFails: undefined }],
    [['CMD-SHELL', 'nc -z 127.0.0.1 6379'], { tool: 'nc', asks: undefined }],
    [['CMD-SHELL', 'node sync.js'], { tool: undefined }],
    [['CMD', 'curl -f http://localhost/ || exit 1'], { malformed: 'shell-words-under-cmd' }],
    [['CMD', 'curl', '-f', 'http://localhost/', '||', 'exit', '1'], { malformed: 'shell-words-under-cmd' }],
    [['CMD', 'node', '-e', 'process.exit(0)'], { malformed: undefined, usesShell: false }],
    [['curl', '-f', 'http://localhost/'], { malformed: 'neither-cmd-nor-shell', tool: 'curl' }],
    [['CMD-SHELL', 'curl', '-f', 'http://localhost/'], { malformed: 'words-behind-shell' }],
    [[], { malformed: 'neither-cmd-nor-shell', words: '', tool: undefined }],
  ])('%j is understood', (command, understood) => {
    expect(parseCheckCommand(command)).toMatchObject(understood);
  });
});
