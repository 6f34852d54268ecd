/**
 * The organisation chart, drawn as an outline: who is indented under whom reports to them.
 * A line is `Title ×how many @ Office = Name (languages, most fluent first)`; all but the title may be left out.
 * The office is the manager's unless said; posts without a name get an invented one; a surname that comes first is in capitals.
 * The first line of each department reports to the chief executive.
 */
export const departments = {
  'Executive Office': `
Chief Executive Officer @ New York = Ruth Abernathy (en, fr)
  Chief of Staff
    Senior Strategy Analyst
    Strategy Analyst ×2
    Corporate Communications Lead @ Lisbon
    Executive Assistant = Elena Ruiz (es, en)
    Executive Assistant @ Lisbon
    Executive Assistant @ Singapore`,

  Finance: `
Chief Financial Officer @ Lisbon = Helena Sarmento (pt, en, fr)
  Director of Planning and Reporting
    Financial Planning Manager
      Senior Financial Analyst = Tiago Nunes (pt, en, es)
      Senior Financial Analyst
      Financial Analyst ×4
    Business Controlling Manager @ New York
      Senior Business Controller
      Business Controller ×4
  Director of Accounting
    Accounts Payable Manager
      Senior Accountant ×2
      Accountant ×3
      Junior Accountant = Inês Carvalho (pt, en)
    General Ledger Manager @ Singapore
      Senior Ledger Accountant = Priya Raman (en)
      Ledger Accountant ×3
      Tax Accountant`,

  People: `
Chief People Officer @ New York
  Programme Lead, AI at Work @ Lisbon = Teresa Almada (pt, en)
  Director of Talent
    Recruiting Manager @ Lisbon
      Senior Recruiter = Joana Pires (pt, en)
      Recruiter ×3
      Sourcing Specialist
    Learning Manager
      Senior Learning Partner = Grace Okafor (en)
      Learning Partner ×2
      Instructional Designer
  People Operations Manager @ Singapore
    People Operations Partner ×2
    Payroll Specialist ×2
    Benefits Specialist`,

  Legal: `
General Counsel @ New York
  Commercial Contracts Manager
    Senior Contracts Counsel = Naomi Feldman (en)
    Contracts Counsel ×2
    Contracts Specialist ×2
  Privacy and Compliance Manager @ Lisbon
    Senior Privacy Counsel = Beatriz Antunes (pt, en, es)
    Privacy Analyst ×2
    Compliance Officer ×2`,

  Sales: `
Chief Commercial Officer @ New York
  Director of Sales, Europe @ Lisbon
    Retail Accounts Manager, Europe
      Senior Account Executive ×2
      Account Executive ×5
    Project Sales Manager, Europe
      Lighting Project Consultant ×4
      Sales Coordinator ×2
  Director of Sales, Americas
    Retail Accounts Manager, Americas
      Senior Account Executive ×2
      Account Executive ×5
    Project Sales Manager, Americas
      Lighting Project Consultant ×4
      Sales Coordinator ×2
  Director of Sales, Asia Pacific @ Singapore
    Key Accounts Manager, Asia Pacific
      Senior Key Account Executive = GOH Jun Wei (zh, en)
      Key Account Executive ×5
      Sales Coordinator
  Sales Operations Manager
    Senior Sales Operations Analyst = Marcus Bell (en)
    Sales Operations Analyst ×3
    Pricing Analyst`,

  Marketing: `
Chief Marketing Officer @ Lisbon
  Director of Brand
    Brand and Content Manager
      Content Editor = Camille Laurent (fr, en, pt)
      Content Writer ×3
      Brand Designer ×2
    Digital Marketing Manager @ New York
      Senior Campaign Specialist = Aaliyah Brooks (en)
      Campaign Specialist ×3
      Web Merchandiser
      Marketing Analyst
  Marketing Manager, Asia Pacific @ Singapore
    Field Marketing Specialist ×2
    Content Writer
    Events Coordinator`,

  'Customer Care': `
Chief Customer Officer @ Singapore = LIM Hwee Ling (en, zh)
  Director of Customer Support @ Lisbon
    Support Manager, Europe
      Senior Support Adviser = Sofia Marques (pt, en)
      Support Adviser ×7
    Support Manager, Americas @ New York
      Senior Support Adviser = Luis Herrera (es, en)
      Support Adviser ×7
    Returns and Warranty Manager
      Warranty Specialist ×4
      Returns Coordinator ×2
  Director of Service Quality
    Support Manager, Asia Pacific
      Senior Support Adviser
      Support Adviser = TAN Mei Ling (zh, en)
      Support Adviser ×6
    Quality and Training Manager
      Service Trainer = Nur Hidayah Osman (en)
      Quality Specialist ×3`,

  'Supply Chain': `
Chief Supply Chain Officer @ Singapore
  Director of Logistics
    Warehouse Planning Manager
      Senior Warehouse Planner
      Warehouse Planner ×4
      Inventory Analyst = ONG Kai Xin (en, zh)
    Freight Manager @ New York
      Freight Planner ×3
      Customs Specialist ×2
  Director of Procurement
    Sourcing Manager
      Senior Buyer ×2
      Buyer ×4
    Supplier Quality Manager @ Lisbon
      Supplier Quality Engineer ×4
      Supplier Quality Analyst
  Demand Planning Manager @ Lisbon
    Senior Demand Planner
    Demand Planner ×4`,

  Technology: `
Chief Technology Officer @ New York = Darnell Whitaker (en)
  Director of Engineering
    Web and Apps Manager
      Senior Software Engineer = Hannah Kowalski (en)
      Software Engineer ×4
      Product Designer ×2
    Commerce Platform Manager @ Lisbon
      Senior Software Engineer
      Software Engineer ×4
      Test Engineer
    Security Manager
      Identity Engineer = Malik Johnson (en)
      Security Engineer ×2
      Security Analyst
  Director of Data and Workplace @ Singapore
    Data and Analytics Manager @ Lisbon
      Senior Data Engineer = Diogo Salgado (pt, en)
      Data Engineer ×2
      Data Analyst ×3
    Workplace Technology Manager
      Copilot Platform Engineer = Arjun Menon (en)
      Senior Collaboration Engineer = CHUA Wen Hao (zh, en)
      Collaboration Engineer ×2
      Service Desk Analyst ×2`,

  // Nobody here is a champion yet: the programme owner sees it first.
  Facilities: `
Head of Facilities @ Lisbon
  Building Technician
  Reception Coordinator
  Building Technician @ New York
  Reception Coordinator @ Singapore`,
} as const;

export type Department = keyof typeof departments;
