import { matchAt, type SecretFinder } from './secret.ts';

/** Digits as cards carry them: in their groups, by one kind of gap, or in one row. */
const GROUPED = /\d{4}([ -])(?:\d{4}\1\d{4}\1\d{1,4}(?:\1\d{3}(?!\d))?|\d{6}\1\d{4,5})(?!\d)/y;
const IN_A_ROW = /\d{13,19}(?!\.?\d)/y;

/**
 * Which beginnings are given to cards, with the lengths in use.
 * @see https://en.wikipedia.org/wiki/Payment_card_number#Issuer_identification_number_(IIN)
 */
const ISSUED: readonly RegExp[] = [
  /^4(?:\d{12}|\d{15}|\d{18})$/,
  /^(?:5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720|220[0-4])\d{12}$/,
  /^3[47]\d{13}$/,
  /^3(?:0[0-59]|[689]\d)\d{11}$/,
  /^(?:6011|64[4-9]\d|65\d{2}|62\d{2}|35(?:2[89]|[3-8]\d))\d{12,15}$/,
  /^(?:5018|5020|5038|5893|6304|6759|676[1-3])\d{9,15}$/,
];

/** Card numbers: with a beginning that is given to cards and a right check digit, so that other long numbers stay. */
export const cardNumber: SecretFinder = {
  words: ['0000 0000', '0000-0000', '0000000000000'],
  find(text, at) {
    // No card begins with another digit; times do, since 2001.
    if (!'23456'.includes(text.charAt(at)) || continues(text.charCodeAt(at - 1))) return undefined;
    const grouped = matchAt(GROUPED, text, at)?.[0];
    if (grouped && text.charAt(at - 1) === '-' && grouped.includes('-')) return undefined;
    const tries = grouped
      ? [grouped, grouped.replace(/[ -]\d{3}$/, '')]
      : [matchAt(IN_A_ROW, text, at)?.[0] ?? ''];
    const number = tries.find((each) => isCard(each.replace(/[ -]/g, '')));
    if (!number || /[A-Za-z_]/.test(text.charAt(at + number.length))) return undefined;
    return { from: at, to: at + number.length, kind: 'card number' };
  },
};

/** Whether a character before a number makes it part of something else: a letter, a digit, `_` or `.`. */
function continues(code: number): boolean {
  if (code <= 57) return code >= 48 || code === 46;
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

function isCard(digits: string): boolean {
  return ISSUED.some((issued) => issued.test(digits)) && passesLuhn(digits);
}

/** @see https://en.wikipedia.org/wiki/Luhn_algorithm */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const doubled = index % 2 === 1;
    const value = Number(digits.charAt(digits.length - 1 - index)) * (doubled ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}
