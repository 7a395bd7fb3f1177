/** A tracker as long as one may become: this many phases and tasks, a line each, written the way people write them. */
export function largeTracker({ phases, tasks }: { readonly phases: number; readonly tasks: number }): string {
  const perPhase = Math.ceil(tasks / phases);
  const isDone = (phase: number) => phase <= phases * 0.4;
  const lines = [
    '# Move to the new cluster',
    '',
    '**Status**: In progress',
    '**Start Date**: August 11, 2025',
    '**Overall Progress**: 40% Complete',
    '',
    '## Phases',
    '',
  ];
  for (let phase = 1; phase <= phases; phase += 1) {
    lines.push(
      `### Phase ${phase}: Tenant ${phase} moves ${isDone(phase) ? '✅' : '🚧'}`,
      `- **Status**: ${isDone(phase) ? 100 : 10}% Complete`,
      '- **Duration**: 2 hours 41 minutes',
      '',
    );
    for (let task = 1; task <= perPhase; task += 1)
      lines.push(
        `- [${isDone(phase) ? 'x' : ' '}] **Step ${phase}.${task}**: copy table ${(phase * 31 + task) % 977} to \`cluster-${task}\``,
      );
    lines.push('');
  }
  return lines.join('\n');
}
