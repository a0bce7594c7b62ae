/** The word of an answer: its status, or the code of its error. Null in calls, in answers without one, and in texts that were cut. */
export function answerOf({ kind, text }: { kind: string; text: string }): { word: string | null; failed: boolean } {
  const failed = kind === 'ERROR' || kind === 'RESULT_ERROR'
  if (kind !== 'RESULT' && !failed) return { word: null, failed: false }
  const said = failed ? read(text)?.[2] : (read(text)?.[2] as { status?: unknown } | undefined)?.status
  return { word: typeof said === 'string' && said !== '' ? said : null, failed }
}

function read(text: string): unknown[] | undefined {
  try {
    const frame: unknown = JSON.parse(text)
    return Array.isArray(frame) ? frame : undefined
  } catch {
    return undefined
  }
}
