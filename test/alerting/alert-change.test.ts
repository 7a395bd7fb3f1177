import { expect, it } from 'vitest';
import { alertChange, alertEnd } from '../../src/alerting/alert-change.ts';
import type { AlertThread } from '../../src/alerting/thread.ts';
import { NOW } from '../given.ts';
import { anAlert, aThread, BEN } from '../given-alerts.ts';

const threadOf = (about = anAlert()) => aThread({ id: 't', about }) as AlertThread;

it('is the thread with what became of its alert, open as long as that is', () => {
  const about = anAlert({ word: 'worse' });
  expect(alertChange(threadOf(), about)).toMatchObject({
    thread: { id: 't', open: true, about: { word: 'worse' } },
  });
});

it('removes what people were told nothing of', () => {
  expect(alertChange(threadOf(), undefined)).toEqual({ remove: 't' });
  expect(alertEnd(threadOf(anAlert({ state: 'counting' })), 'gone', NOW)).toEqual({ remove: 't' });
});

it('ends an alert with its reason, and closes the thread', () => {
  expect(alertEnd(threadOf(), 'the service was deleted', NOW)).toMatchObject({
    thread: { open: false, about: { state: 'resolved', resolved: { how: 'the service was deleted' } } },
  });
});

it('closes the thread of what somebody resolved while it was bad as well', () => {
  const resolved = { at: NOW, by: BEN, how: 'Ben resolved it' };
  const byHand = threadOf(anAlert({ state: 'resolved', resolved }));
  expect(alertEnd(byHand, 'the service was deleted', NOW)).toMatchObject({ thread: { open: false } });
});
