import { View } from '../../../web/graph/view.tsx'
import { useSession } from '../../../web/session/session.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import { OperatorChoicesDocument, SiteChoicesDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import type { Issues } from '../issues.ts'
import type { StationDraft } from './draft.ts'

const CHOICES = 100

interface Props extends Pick<Issues, 'issue'> {
  draft: Pick<StationDraft, 'operatorId' | 'siteId'>
  change: (part: Partial<StationDraft>) => void
}

/** Whose station it is, which an admin must say, and behind which grid connection it stands, where there are any. */
export function Owner({ draft, change, issue }: Props) {
  const { wizard: texts, operators } = useTexts()
  const { roles } = useSession()
  return (
    <>
      {roles.includes('ADMIN') && (
        <View query={OperatorChoicesDocument} variables={{ first: CHOICES }}>
          {({ users }) => (
            <Choice
              label={operators.operator}
              value={draft.operatorId}
              fault={issue('operatorId')}
              options={[
                { value: '', name: operators.choose },
                ...users.edges.map(({ node }) => ({ value: node.id, name: node.displayName ?? node.id })),
              ]}
              onChange={(operatorId) => change({ operatorId })}
            />
          )}
        </View>
      )}
      <View query={SiteChoicesDocument} variables={{ first: CHOICES }} skeleton={<></>}>
        {({ sites }) =>
          sites.edges.length > 0 && (
            <div>
              <Choice
                label={texts.site}
                value={draft.siteId}
                options={[
                  { value: '', name: texts.noSite },
                  ...sites.edges.map(({ node }) => ({ value: node.id, name: node.name })),
                ]}
                onChange={(siteId) => change({ siteId })}
              />
              <p className="text-sm text-soft">{texts.siteHint}</p>
            </div>
          )
        }
      </View>
    </>
  )
}
