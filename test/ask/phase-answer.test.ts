import { describe, expect, it } from 'vitest';
import { anOperationStage } from '../operation-stage.ts';

describe('a change of a phase on the reference tracker', () => {
  it.each<[typed: string, lines: readonly string[]]>([
    ['phase progress 4 60', ['- 32 - **Status**: 99% Complete', '+ 32 - **Status**: 60% Complete']],
    [
      'phase done 4',
      [
        '- 31 ### **Phase 4: Enhanced ML Service Deployment** 🚧',
        '- 32 - **Status**: 99% Complete',
        '- 33 - **Duration**: [IN PROGRESS]',
        '+ 31 ### **Phase 4: Enhanced ML Service Deployment** ✅',
        '+ 32 - **Status**: 100% Complete',
        '+ 33 - **Duration**: [COMPLETE]',
      ],
    ],
    [
      'phase focus enhanced ml health checks',
      [
        '- 34 - **Current Focus**: Container health investigation - health checks failing on new deployment',
        '+ 34 - **Current Focus**: health checks',
      ],
    ],
    [
      'phase achievement 1 It runs',
      [
        '- 19 - **Achievement**: Basic health check service deployed and operational',
        '+ 19 - **Achievement**: It runs',
      ],
    ],
    ['phase duration 2 3 days', ['- 23 - **Duration**: 30 minutes', '+ 23 - **Duration**: 3 days']],
    [
      'phase edit 2 Both at once',
      ['- 21 ### **Phase 2: Hybrid ML Service** ✅', '+ 21 ### **Phase 2: Both at once** ✅'],
    ],
    ['phase add Hardening', ['+ 36 ### **Phase 5: Hardening**', '+ 37 - **Status**: 0% Complete', '+ 38 ']],
    [
      'phase start 3',
      [
        '- 9 **Current Phase**: Phase 4 - Enhanced ML Service Deployment',
        '+ 9 **Current Phase**: Phase 3 - ML Foundation Building',
      ],
    ],
    ['phase start 4', []],
    ['phase assign 4 me', []],
    ['phase due 4 friday', []],
    ['phase link 4 https://example.com/run', []],
  ])('%s changes these lines and no other', async (typed, lines) => {
    const { changed } = await anOperationStage();
    expect(await changed(typed)).toEqual(lines);
  });

  it.each([
    ['phase done', /Which phase, and what\? Type `\/snail phase done <n>`/],
    ['phase add', /phase add <title>/],
    ['phase focus 4', /phase focus <n> <words>/],
    ['phase done 9', /There is no phase 9: there are 4 phases/],
    ['phase done service', /2 phases fit "service".*\n2\. Hybrid ML Service\n4\. Enhanced/],
    ['phase doen 4', /Did you mean `\/snail phase done`/],
    ['phase done 1', /The tracker says so already/],
  ])('%s is refused in words, and nothing is changed', async (typed, words) => {
    const { say, record } = await anOperationStage();
    const before = await record();
    await expect(say(typed)).rejects.toThrow(words);
    expect(await record()).toEqual(before);
  });

  it('is told with the owner by name', async () => {
    const { words } = await anOperationStage();
    expect(await words('phase assign 4 <@U0456|alice>')).toContain(
      'Assigned phase 4 "Enhanced ML Service Deployment" to Alice Moreau',
    );
  });
});

describe('a phase that is complete or begun', () => {
  const source = (lines: readonly string[]) => ['# Move', '', '## Phases', '', ...lines, ''].join('\n');

  it.each<[what: string, typed: string, lines: readonly string[], changed: readonly string[]]>([
    [
      'the word in its heading, as others say it',
      'phase done 2',
      ['### Phase 1: Sort (completed)', '', '### Phase 2: Pack (in progress)'],
      ['- 7 ### Phase 2: Pack (in progress)', '+ 7 ### Phase 2: Pack (completed)'],
    ],
    [
      'sign and word in capitals',
      'phase done 2',
      ['### ✔ Phase 1: Sort', 'Status: 100%', '### 🚧 Phase 2: Pack [IN PROGRESS]', 'Status: 40%'],
      [
        '- 7 ### 🚧 Phase 2: Pack [IN PROGRESS]',
        '- 8 Status: 40%',
        '+ 7 ### ✔ Phase 2: Pack [COMPLETE]',
        '+ 8 Status: 100%',
      ],
    ],
    [
      'a status in words, and no second one',
      'phase done 1',
      ['### Phase 1: Sort', '- Status: In progress'],
      ['- 6 - Status: In progress', '+ 6 - Status: Complete'],
    ],
    [
      'in the file’s own language',
      'phase done 2',
      ['### Phase 1: Sort', '- Status: Erledigt', '### Phase 2: Umzug 🚧', '- Status: in Arbeit'],
      [
        '- 7 ### Phase 2: Umzug 🚧',
        '- 8 - Status: in Arbeit',
        '+ 7 ### Phase 2: Umzug ✅',
        '+ 8 - Status: Erledigt',
      ],
    ],
    [
      'a row of a table',
      'phase done 2',
      ['| Phase | Status |', '| --- | --- |', '| Phase 1: Sort | done |', '| Phase 2: Pack | in progress |'],
      ['- 8 | Phase 2: Pack | in progress |', '+ 8 | Phase 2: Pack | done |'],
    ],
    [
      'an unmarked one where others have signs',
      'phase start 2',
      ['### Phase 1: Sort ✅', '### Phase 2: Pack', '- Status: Not started'],
      [
        '- 6 ### Phase 2: Pack',
        '- 7 - Status: Not started',
        '+ 6 ### Phase 2: Pack 🚧',
        '+ 7 - Status: In progress',
      ],
    ],
    [
      'one that was open',
      'phase start 2',
      ['### ✅ Phase 1: Sort', '### ⬜ Phase 2: Pack'],
      ['- 6 ### ⬜ Phase 2: Pack', '+ 6 ### 🚧 Phase 2: Pack'],
    ],
  ])('is said in the file’s own manner: %s', async (_, typed, lines, changed) => {
    const { changed: changing } = await anOperationStage(
      source(lines).replace('# Move', '# Move\nCurrent phase: Phase 2'),
    );
    const moved = (line: string) =>
      line.replace(/^([-+] )(\d+)/, (__, sign, at) => `${sign}${Number(at) + 1}`);
    const all = await changing(typed);
    expect(all).toEqual(changed.map(moved));
  });

  it('is taken back whole with one step', async () => {
    const { say, record } = await anOperationStage();
    const before = (await record()).source;
    await say('phase done 4');
    await say('op undo');
    expect((await record()).source).toBe(before);
  });

  it('has the time that it took where it was in progress', async () => {
    const { say, pass, changed } = await anOperationStage();
    await say('phase start 4');
    pass(161);
    expect(await changed('phase done 4')).toContain('+ 33 - **Duration**: 2 hours 41 minutes');
  });
});

describe('how long a phase took', () => {
  it('is measured from its start to its end', async () => {
    const { say, words, pass } = await anOperationStage();
    expect(await words('phase start 4')).toContain('Began phase 4 "Enhanced ML Service Deployment"');
    pass(100);
    await say('phase done 4');
    pass(500);
    expect(await words('phase 4')).toContain('took 1 h 40 min');
    expect(await words('op')).toContain('“took” is measured here');
  });

  it('runs from one start alone, even where another phase is current in between', async () => {
    const { say, words, pass } = await anOperationStage();
    await say('phase start 4');
    await expect(say('phase start 4')).rejects.toThrow('was begun already and has not ended');
    pass(30);
    await say('phase start 3');
    pass(30);
    expect(await words('phase start 4')).not.toContain('Began');
    await say('phase done 4');
    expect(await words('phase 4')).toContain('took 1 h');
  });

  it('is not invented for one that was in progress before the bot came', async () => {
    const { say, words } = await anOperationStage();
    await say('phase progress 4 60');
    await say('phase done 4');
    expect(await words('phase 4')).not.toContain('took');
    expect(await words('phase 2')).toContain('says 30 min');
  });

  it('begins anew where it was complete', async () => {
    const { say, words, pass } = await anOperationStage();
    await say('phase start 4');
    await say('phase done 4');
    pass(60);
    await say('phase start 4');
    await say('phase progress 4 50');
    pass(10);
    await say('phase done 4');
    expect(await words('phase 4')).toContain('took 10 min');
  });

  it('is taken back with the step', async () => {
    const { say, record } = await anOperationStage();
    await say('phase start 4');
    await say('op undo');
    expect((await record()).extras).toEqual({});
  });
});

describe('the phases', () => {
  it('are listed with what each claims beside what is ticked', async () => {
    const { words, say } = await anOperationStage();
    const lines = (await words('phase')).split('\n');
    expect(lines).toHaveLength(5);
    expect(lines[4]).toMatch(/^4 .*current · claims 99 % · criteria 4\/10 · tasks 7\/16/);
    expect((await say('phase 4')).data).toMatchObject([{ phase: { number: 4 } }]);
    expect((await words('phase 4')).split('\n')).toHaveLength(2);
  });
});
