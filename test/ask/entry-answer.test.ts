import { describe, expect, it } from 'vitest';
import { anOperationStage, brokenOperations } from '../operation-stage.ts';

describe('a change of an entry on the reference tracker', () => {
  it.each<[typed: string, lines: readonly string[]]>([
    [
      'task done 8',
      [
        '- 83 - [ ] **Container Health Investigation**: Analyze logs for startup errors',
        '+ 83 - [x] **Container Health Investigation**: Analyze logs for startup errors',
      ],
    ],
    [
      'task done alb access',
      [
        '- 86 - [ ] **ALB Access Testing**: Verify enhanced ML service accessible through ALB',
        '+ 86 - [x] **ALB Access Testing**: Verify enhanced ML service accessible through ALB',
      ],
    ],
    ['task add Read the logs: all of them', ['+ 92 - [ ] **Read the logs**: all of them']],
    [
      'task edit 9 Other words',
      [
        '- 84 - [ ] **Service Configuration Check**: Verify correct service file is running',
        '+ 84 - [ ] **Other words**: Verify correct service file is running',
      ],
    ],
    [
      'task edit alb access Reach it: through the listener',
      [
        '- 86 - [ ] **ALB Access Testing**: Verify enhanced ML service accessible through ALB',
        '+ 86 - [ ] **Reach it**: through the listener',
      ],
    ],
    ['task remove monitoring', ['- 88 - [ ] **Production Monitoring**: Set up monitoring and alerting']],
    [
      'criterion done 5',
      [
        '- 168 - [ ] Container health check failures resolved',
        '+ 168 - [x] Container health check failures resolved',
      ],
    ],
    [
      'criterion reopen 1',
      [
        '- 164 - [x] Enhanced ML service deployed with correct configuration',
        '+ 164 - [ ] Enhanced ML service deployed with correct configuration',
      ],
    ],
    ['criterion add Latency p99 below 200 ms', ['+ 174 - [ ] Latency p99 below 200 ms']],
    [
      'blocker clear 1',
      [
        '- 113 - **Container Health Check Investigation**: New Task Definition 15 deployment has health checks failing',
        '+ 113 - ✅ **Container Health Check Investigation**: New Task Definition 15 deployment has health checks failing',
      ],
    ],
    [
      'blocker status 1 waiting for a new image',
      [
        '- 115 - **Status**: Under investigation - analyzing container logs and startup process',
        '+ 115 - **Status**: waiting for a new image',
      ],
    ],
    [
      'blocker impact container health nobody can log in',
      [
        '- 114 - **Impact**: Enhanced ML service cannot become healthy in ALB target group',
        '+ 114 - **Impact**: nobody can log in',
      ],
    ],
    [
      'blocker add DNS is stale: for an hour --impact "no name resolves"',
      ['+ 116 - **DNS is stale**: for an hour', '+ 117 - **Impact**: no name resolves'],
    ],
    ['decision add Keep it: it works', ['+ 102 5. **Keep it**: it works']],
    [
      'decision edit 2 Build images in stages',
      [
        '- 99 2. **Network Investigation**: Comprehensive analysis revealed ALB already working',
        '+ 99 2. **Build images in stages**: Comprehensive analysis revealed ALB already working',
      ],
    ],
    [
      'finding refute 3',
      [
        '- 43 - ✅ **VPC Setup**: All configuration correct and working',
        '+ 43 - ❌ **VPC Setup**: All configuration correct and working',
      ],
    ],
    [
      'finding confirm 19',
      [
        '- 80 - 🔍 **Current Issue**: Container startup or service configuration problem',
        '+ 80 - ✅ **Current Issue**: Container startup or service configuration problem',
      ],
    ],
    ['finding add Container answers 404', ['+ 81 - 🔍 **Container answers 404**']],
    [
      'next done 1',
      [
        '- 158 1. **Container Health Investigation**: Analyze logs for startup errors and service configuration',
        '+ 158 1. ✅ **Container Health Investigation**: Analyze logs for startup errors and service configuration',
      ],
    ],
    ['next add Roll back', ['+ 162 5. **Roll back**']],
    [
      'next remove 3',
      [
        '- 160 3. **Health Check Resolution**: Fix container health check failures',
        '- 161 4. **Test ALB Access**: Verify enhanced ML service accessible through ALB once healthy',
        '+ 160 3. **Test ALB Access**: Verify enhanced ML service accessible through ALB once healthy',
      ],
    ],
    ['task assign 8 me', []],
    ['task due 8 friday', []],
    ['task link 8 https://example.com/run/17', []],
  ])('%s changes these lines and no other', async (typed, lines) => {
    const { changed } = await anOperationStage();
    expect(await changed(typed)).toEqual(lines);
  });

  it.each([
    ['task done 8', 'Ticked task 8 "Container Health Investigation"'],
    ['task done 8', 'tasks 8/16 (was 7/16)'],
    ['criterion done 5', 'criteria 5/10 (was 4/10)'],
    ['blocker clear 1', 'Cleared blocker 1'],
    ['finding refute 3', 'Called finding 3 "VPC Setup" refuted'],
    ['next remove 3', 'Removed next step 3 "Health Check Resolution"'],
    ['task assign 8 <@U0456|alice>', 'Assigned task "Container Health Investigation" to Alice Moreau'],
    ['task assign 8 Bob', 'to Bob'],
    ['task due 8 friday', 'Set 2026-03-06 as the due day'],
    ['task due 8 friday', 'text stays the same: this is kept beside it'],
    ['task done 8', '/snail op undo takes it back'],
  ])('%s is answered with "%s"', async (typed, words) => {
    const { words: said } = await anOperationStage();
    expect(await said(typed)).toContain(words);
  });

  it('says in one step all that was said in one line', async () => {
    const { say, record, deps } = await anOperationStage();
    await say('task add Read the logs --owner me --due tomorrow --link https://example.com/a');
    const [step, before] = await deps.operations.history((await record()).id, 10);
    expect(step?.what).toMatch(/^added task "Read the logs", for U1, due 2026-03-05, with a link$/);
    expect(before?.what).toMatch(/^took in/);
    const extra = Object.values((await record()).extras).find(({ owner }) => owner === 'U1');
    expect(extra).toMatchObject({ dueOn: '2026-03-05', proof: [{ url: 'https://example.com/a' }] });
    await say('op undo');
    expect((await record()).extras).toEqual({});
  });
});

describe('what cannot be meant', () => {
  it.each([
    ['task done enhanced', /2 tasks fit "enhanced".*\n1\. Enhanced ML Service\n12\. Enhanced ML Service/],
    ['task done zzz', /No task fits "zzz"/],
    ['task done 99', /There is no task 99: there are 16 tasks/],
    ['task done 1', /is ticked already/],
    ['task edit alb x', /2 tasks fit "alb"/],
    ['task edit', /Which task\? Type its number or words/],
    ['task reopen 8', /is not ticked/],
    [
      'task add Service Configuration Check: Verify correct service file is running --phase 4',
      /is there already: 9/,
    ],
    ['task add x --phase 9', /There is no phase 9/],
    ['task assign 8 none', /Nobody owns task/],
    ['task due 8 none', /No day is set/],
    ['task link 8 javascript:alert(1)', /is no link/],
    ['decision done 1', /nothing I know/],
  ])('%s is refused in words, and nothing is changed', async (typed, words) => {
    const { say, record } = await anOperationStage();
    const before = await record();
    await expect(say(typed)).rejects.toThrow(words);
    expect(await record()).toEqual(before);
  });

  it('says how to begin where no operation is', async () => {
    const { say } = await anOperationStage('none');
    await expect(say('task')).rejects.toThrow('`/snail op import` takes in the markdown file');
  });

  it('passes on what the database does not do', async () => {
    const { say } = await anOperationStage('none', { operations: brokenOperations() });
    await expect(say('task done 1')).rejects.toThrow('could not read the operation');
  });
});

describe('what was left out', () => {
  it.each([
    ['task add', 'add-entry', 'type `/snail task add <words>`'],
    ['blocker raise', 'add-entry', 'A new blocker for'],
    ['task done', 'choose-entry', '`/snail task done <n>`'],
    ['blocker clear', 'choose-entry', '`/snail blocker clear <n>`'],
    ['finding refute', 'choose-entry', '`/snail finding refute <n>`'],
    ['decision remove', 'choose-entry', '`/snail decision remove <n>`'],
    ['task edit 3', 'edit-entry', '`/snail task edit 3 <words>`'],
    ['task edit alb access', 'edit-entry', 'What is task 11 to say?'],
    ['blocker impact 1', 'edit-entry', 'What is blocker 1 to say?'],
    ['task assign 3', 'edit-entry', 'fill in the form'],
  ])('%s is asked for by the form %s, and in words', async (typed, form, words) => {
    const { say, record } = await anOperationStage();
    const before = await record();
    const { modal, message } = await say(typed);
    expect(modal?.id).toBe(form);
    expect(message.text).toContain(words);
    expect(JSON.stringify(message.blocks)).toContain('"open-form"');
    expect(await record()).toEqual(before);
  });

  it('is not asked for where there is nothing to choose from', async () => {
    const { say } = await anOperationStage();
    const { modal, message } = await say('blocker reopen');
    expect(modal).toBeUndefined();
    expect(message.text).toBe('There is no blocker to reopen. `/snail blocker` lists those that there are.');
  });
});
