import type { Finding, Outcome, ReasonCode } from '../findings.ts'

/** Names a check and its version once; the functions make its findings. */
export function check(name: string, version: number) {
  const finding = (
    outcome: Outcome,
    reason: ReasonCode | null,
    score: number | null,
    detail: Record<string, unknown>,
  ): Finding => ({
    check: name,
    version,
    outcome,
    score,
    reason,
    detail,
  })
  return {
    pass: (score: number | null = null, detail: Record<string, unknown> = {}) => finding('PASS', null, score, detail),
    flag: (reason: ReasonCode, score: number | null = null, detail: Record<string, unknown> = {}) =>
      finding('FLAG', reason, score, detail),
    fail: (reason: ReasonCode, score: number | null = null, detail: Record<string, unknown> = {}) =>
      finding('FAIL', reason, score, detail),
    unknown: (detail: Record<string, unknown> = {}) => finding('UNKNOWN', null, null, detail),
  }
}
