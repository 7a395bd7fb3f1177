/** An answer that refuses, in AWS's words. The code is `__type` in JSON answers and `Code` in XML ones. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}
