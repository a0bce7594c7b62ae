import type { EvergraphError } from '../../sdk/errors.ts'
import { faultAtPath } from '../../web/ui/form.tsx'
import { useTexts } from '../texts/index.ts'

/**
 * What the platform says of each field. Of a value that is not even of its kind, GraphQL speaks to programmers, and of that alone: people get a word of ours,
 * and at all fields that are empty at once.
 */
export function useIssues(fault: EvergraphError | null) {
  const { form } = useTexts()
  const strict = fault?.issues.some(({ message }) => message.startsWith('Variable "')) ?? false
  return {
    issue: (...at: readonly (string | number)[]): string | undefined => {
      const said = faultAtPath(fault, ...at)
      return said?.startsWith('Variable "') ? form.missing : said
    },
    /** The same of a field that must be filled in. */
    needed: (value: string, ...at: readonly (string | number)[]): string | undefined => {
      const said = faultAtPath(fault, ...at)
      return strict && (said !== undefined || value.trim() === '') ? form.missing : said
    },
  }
}

export type Issues = ReturnType<typeof useIssues>
