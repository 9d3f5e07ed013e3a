/** An answer of Zoom's REST API that is not a success: `{ code, message, errors? }`. */
export class ZoomError extends Error {
  readonly status: number;
  readonly code: number;
  readonly fields: FieldError[];
  readonly headers: Record<string, string>;

  constructor(answer: {
    status: number;
    code: number;
    message: string;
    fields?: FieldError[];
    headers?: Record<string, string>;
  }) {
    super(answer.message);
    this.name = 'ZoomError';
    this.status = answer.status;
    this.code = answer.code;
    this.fields = answer.fields ?? [];
    this.headers = answer.headers ?? {};
  }

  get body(): { code: number; message: string; errors?: FieldError[] } {
    const envelope = { code: this.code, message: this.message };
    return this.fields.length > 0 ? { ...envelope, errors: this.fields } : envelope;
  }
}

/** One entry of `errors` in a validation failure; `field` is a dotted path. */
export interface FieldError {
  field: string;
  message: string;
}
