export interface AuditSearch {
  subjectId?: string
  actorId?: string
  action?: string
}

/** Which entries, as the address says it. */
export function auditSearch(given: Record<string, unknown>): AuditSearch {
  const text = (name: keyof AuditSearch) => {
    const value = given[name]
    return typeof value === 'string' && value !== '' ? { [name]: value } : {}
  }
  return { ...text('subjectId'), ...text('actorId'), ...text('action') }
}
