import { changeAvailability } from './availability.ts'
import { clearChargingProfile, getChargingProfiles, getCompositeSchedule, setChargingProfile } from './charging-profile.ts'
import { changeConfiguration, getConfiguration } from './configuration.ts'
import { dataTransfer } from './data-transfer.ts'
import { certificateSigned, deleteCertificate, getInstalledCertificates, installCertificate } from './certificates.ts'
import { rotatePassword, setNetworkProfile } from './security.ts'
import { clearCache, getLocalListVersion, sendLocalList } from './local-list.ts'
import type { Operation } from './operation.ts'
import { clearDisplayMessage, getDisplayMessages, setDisplayMessage } from './display.ts'
import { getDiagnostics, getLog } from './get-log.ts'
import { clearMonitor, getMonitoringReport, setMonitor, setMonitoringBase, setMonitoringLevel } from './monitoring.ts'
import { cancelReservation, reserveNow } from './reservation.ts'
import { reset } from './reset.ts'
import { extendedTriggerMessage, triggerMessage } from './trigger-message.ts'
import { unlockConnector } from './unlock-connector.ts'
import { getBaseReport, getVariables, setVariables } from './variables.ts'
import { signedUpdateFirmware, updateFirmware } from './update-firmware.ts'

/** Everything that can be asked of a charger beside starts and stops. */
export const OPERATIONS = {
  CLEAR_DISPLAY_MESSAGE: clearDisplayMessage,
  CLEAR_VARIABLE_MONITORING: clearMonitor,
  CERTIFICATE_SIGNED: certificateSigned,
  INSTALL_CERTIFICATE: installCertificate,
  DELETE_CERTIFICATE: deleteCertificate,
  GET_INSTALLED_CERTIFICATES: getInstalledCertificates,
  ROTATE_PASSWORD: rotatePassword,
  SET_NETWORK_PROFILE: setNetworkProfile,
  GET_DIAGNOSTICS: getDiagnostics,
  GET_DISPLAY_MESSAGES: getDisplayMessages,
  GET_LOG: getLog,
  GET_MONITORING_REPORT: getMonitoringReport,
  RESET: reset,
  GET_CONFIGURATION: getConfiguration,
  CHANGE_CONFIGURATION: changeConfiguration,
  GET_VARIABLES: getVariables,
  SET_VARIABLES: setVariables,
  GET_BASE_REPORT: getBaseReport,
  UNLOCK_CONNECTOR: unlockConnector,
  CHANGE_AVAILABILITY: changeAvailability,
  TRIGGER_MESSAGE: triggerMessage,
  EXTENDED_TRIGGER_MESSAGE: extendedTriggerMessage,
  DATA_TRANSFER: dataTransfer,
  RESERVE_NOW: reserveNow,
  CANCEL_RESERVATION: cancelReservation,
  CLEAR_CACHE: clearCache,
  GET_LOCAL_LIST_VERSION: getLocalListVersion,
  SEND_LOCAL_LIST: sendLocalList,
  SET_DISPLAY_MESSAGE: setDisplayMessage,
  SET_MONITORING_BASE: setMonitoringBase,
  SET_MONITORING_LEVEL: setMonitoringLevel,
  SET_VARIABLE_MONITORING: setMonitor,
  SIGNED_UPDATE_FIRMWARE: signedUpdateFirmware,
  UPDATE_FIRMWARE: updateFirmware,
  SET_CHARGING_PROFILE: setChargingProfile,
  CLEAR_CHARGING_PROFILE: clearChargingProfile,
  GET_CHARGING_PROFILES: getChargingProfiles,
  GET_COMPOSITE_SCHEDULE: getCompositeSchedule,
} as const satisfies Record<string, Operation<never>>

export type CommandKind = keyof typeof OPERATIONS
export type InputOf<Kind extends CommandKind> = (typeof OPERATIONS)[Kind] extends Operation<infer Input> ? Input : never

/** The operation of a stored command, whose input was checked when it was stored; undefined for a kind that is gone. */
export const operationOf = (kind: string): Operation<object> | undefined =>
  (OPERATIONS as Readonly<Record<string, unknown>>)[kind] as Operation<object> | undefined
