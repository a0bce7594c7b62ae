import { create } from 'xmlbuilder2'

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
const FX = 'urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#'

/** The name that programs look for in a file (Factur-X 1.0, 6.2). */
export const XML_NAME = 'factur-x.xml'

/** What the properties of Factur-X are. PDF/A wants every schema that is not its own described in the file (ISO 19005-3, 6.6.2.3.3). */
const PROPERTIES = [
  ['DocumentFileName', 'The name of the embedded XML document'],
  ['DocumentType', 'The type of the hybrid document in capital letters, e.g. INVOICE or ORDER'],
  ['Version', 'The actual version of the standard applying to the embedded XML document'],
  ['ConformanceLevel', 'The conformance level of the embedded XML document'],
]

/** What a file says of itself beyond what pdfkit writes: that it is Factur-X, who made it out, and that it was not changed since. */
export function metadataOf(author: string, changedAt: string): string {
  const about = { '@xmlns:rdf': RDF, '@rdf:about': '' }
  const parts = [
    {
      'rdf:Description': {
        ...about,
        '@xmlns:fx': FX,
        'fx:DocumentType': 'INVOICE',
        'fx:DocumentFileName': XML_NAME,
        'fx:Version': '1.0',
        'fx:ConformanceLevel': 'EN 16931',
      },
    },
    {
      'rdf:Description': {
        ...about,
        '@xmlns:pdfaExtension': 'http://www.aiim.org/pdfa/ns/extension/',
        '@xmlns:pdfaSchema': 'http://www.aiim.org/pdfa/ns/schema#',
        '@xmlns:pdfaProperty': 'http://www.aiim.org/pdfa/ns/property#',
        'pdfaExtension:schemas': {
          'rdf:Bag': {
            'rdf:li': {
              '@rdf:parseType': 'Resource',
              'pdfaSchema:schema': 'Factur-X PDFA Extension Schema',
              'pdfaSchema:namespaceURI': FX,
              'pdfaSchema:prefix': 'fx',
              'pdfaSchema:property': { 'rdf:Seq': { 'rdf:li': PROPERTIES.map(property) } },
            },
          },
        },
      },
    },
    {
      'rdf:Description': {
        ...about,
        '@xmlns:dc': 'http://purl.org/dc/elements/1.1/',
        'dc:creator': { 'rdf:Seq': { 'rdf:li': author } },
      },
    },
    {
      'rdf:Description': { ...about, '@xmlns:xmp': 'http://ns.adobe.com/xap/1.0/', 'xmp:ModifyDate': changedAt },
    },
  ]
  return parts.map((part) => create({ invalidCharReplacement: '' }, part).end({ headless: true })).join('\n')
}

const property = ([name, description]: readonly string[]) => ({
  '@rdf:parseType': 'Resource',
  'pdfaProperty:name': name,
  'pdfaProperty:valueType': 'Text',
  'pdfaProperty:category': 'external',
  'pdfaProperty:description': description,
})
