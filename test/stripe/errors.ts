/** An answer that is no success, in the form of Stripe's errors. */
export class ApiError extends Error {
  readonly status: number
  readonly body: { error: Record<string, unknown> }
  /** Whether the answer is kept for its idempotency key: not where a call was refused before it began. */
  readonly kept: boolean
  readonly headers: Record<string, string>
  constructor(status: number, error: Record<string, unknown>, { kept = true, headers = {} } = {}) {
    super(String(error['message']))
    this.status = status
    this.body = { error }
    this.kept = kept
    this.headers = headers
  }
}

/** Parameters that fail validation: such an answer is not kept. */
export const invalid = (message: string, param: string, code?: string) =>
  new ApiError(400, { type: 'invalid_request_error', message, param, ...(code && { code }) }, { kept: false })

/** A call that the state of things forbids. */
export const forbidden = (code: string, message: string, more: Record<string, unknown> = {}) =>
  new ApiError(400, { type: 'invalid_request_error', code, message, ...more })

export const missing = (kind: string, id: string, param: string) =>
  new ApiError(404, { type: 'invalid_request_error', code: 'resource_missing', param, message: `No such ${kind}: '${id}'` })

export const rateLimited = () =>
  new ApiError(
    429,
    { type: 'invalid_request_error', code: 'rate_limit', message: 'Request rate limit exceeded. (SANDBOX)' },
    { kept: false, headers: { 'retry-after': '1' } },
  )

export const broken = () => new ApiError(500, { type: 'api_error', message: 'An unknown error occurred. (SANDBOX)' })
