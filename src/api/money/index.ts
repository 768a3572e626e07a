import type { Api } from '../frame/routes.ts';
import { balanceRoutes } from './balances.ts';
import { bankPaymentRoutes } from './bank-payments.ts';
import { bankStatementRoutes } from './bank-statements.ts';
import { entryRoutes } from './entries.ts';
import { gatewayCallRoutes } from './gateway-calls.ts';
import { gatewayRoutes, paymentConflictRoutes } from './gateways.ts';
import { invoiceDocumentRoutes } from './invoice-documents.ts';
import { invoiceIssueRoutes } from './invoice-issue.ts';
import { invoicedMonthRoutes } from './invoiced-month.ts';
import { invoiceRoutes } from './invoices.ts';
import { monthRoutes } from './month.ts';
import { organizationMoneyRoutes } from './organization-money.ts';
import { planRoutes } from './plans.ts';
import { ratingRoutes } from './rating.ts';
import { requisiteRoutes } from './requisites.ts';
import { taxRateRoutes } from './tax-rates.ts';
import { usageRoutes } from './usage.ts';

/** What is sold, used, charged, invoiced and paid. */
export async function moneyRoutes(api: Api): Promise<void> {
  organizationMoneyRoutes(api);
  balanceRoutes(api);
  entryRoutes(api);
  gatewayRoutes(api);
  paymentConflictRoutes(api);
  await gatewayCallRoutes(api);
  await bankStatementRoutes(api);
  bankPaymentRoutes(api);
  monthRoutes(api);
  planRoutes(api);
  usageRoutes(api);
  ratingRoutes(api);
  taxRateRoutes(api);
  requisiteRoutes(api);
  invoiceRoutes(api);
  invoiceIssueRoutes(api);
  invoiceDocumentRoutes(api);
  invoicedMonthRoutes(api);
}
