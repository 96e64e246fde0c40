"""Small lists in the published forms, with invented entries: what each authority's file looks like, a few entries each."""

from __future__ import annotations

import json
from pathlib import Path

SDN = (
    '101,"DOE, Johan Piet",individual,"SDGT] [IFSR","Chief Engineer",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
    '"DOB circa 1961; alt. DOB 10 Dec 1962; POB Tehran, Iran; nationality Iran; citizen Syria; Gender Male; '
    "Passport A1234567 (Iran) expires 05 Jun 2030; National ID No. 216040 (Yemen); a.k.a. 'JPD'; "
    'Secondary sanctions risk: section 1(b) of Executive Order 13224; Linked To: EXAMPLE TRADING CO.."\r\n'
    '102,"EXAMPLE TRADING CO.",-0- ,"RUSSIA-EO14024",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
    '"Tax ID No. 7707083893 (Russia); Registration Number 1027700132195 (Russia); Organization Established Date 1999; "\r\n'
    '103,"SEA EXAMPLE",vessel,"IRAN",-0- ,"EQXX",Crude Oil Tanker,"318,000","163,660",Iran,NITX,'
    '"Former Vessel Flag Malta; Vessel Registration Identification IMO 9074729; MMSI 572469210."\r\n'
    "\x1a"
)
ADD = (
    '101,1,"12 First Street","Tehran","Iran",-0- \r\n102,2,-0- ,"Moscow 101000","Russia",-0- \r\n'
    '999,3,"Nowhere","X","Iran",-0- \r\n\x1a'
)
ALT = '101,11,"aka","DOE, Jan",-0- \r\n102,12,"fka","OLD EXAMPLE LLC",-0- \r\n\x1a'
COMMENTS = "102,\"Legal Entity Number 253400V1H6ART1UQ0N98 (Russia); a.k.a. 'EXTRA'.\"\r\n\x1a"

SDN_XML = """<?xml version="1.0" standalone="yes"?>
<sdnList xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://tempuri.org/sdnList.xsd">
  <publshInformation><Publish_Date>03/24/2026</Publish_Date><Record_Count>2</Record_Count></publshInformation>
  <sdnEntry>
    <uid>101</uid><firstName>Johan Piet</firstName><lastName>DOE</lastName><title>Chief Engineer</title>
    <sdnType>Individual</sdnType><remarks>(Linked To: EXAMPLE TRADING CO.)</remarks>
    <programList><program>SDGT</program><program>IFSR</program></programList>
    <idList>
      <id><uid>1</uid><idType>Passport</idType><idNumber>A1234567</idNumber><idCountry>Iran</idCountry>
        <expirationDate>05 Jun 2030</expirationDate></id>
      <id><uid>2</uid><idType>Gender</idType><idNumber>Male</idNumber></id>
    </idList>
    <akaList>
      <aka><uid>3</uid><type>a.k.a.</type><category>weak</category><lastName>JPD</lastName></aka>
      <aka><uid>4</uid><type>f.k.a.</type><category>strong</category><lastName>ROE</lastName><firstName>Jan</firstName></aka>
    </akaList>
    <addressList><address><uid>5</uid><address1>12 First Street</address1><city>Tehran</city><country>Iran</country>
      <postalCode>11111</postalCode></address></addressList>
    <nationalityList><nationality><uid>6</uid><country>Iran</country><mainEntry>true</mainEntry></nationality></nationalityList>
    <dateOfBirthList><dateOfBirthItem><uid>7</uid><dateOfBirth>circa 1961</dateOfBirth><mainEntry>true</mainEntry>
      </dateOfBirthItem></dateOfBirthList>
    <placeOfBirthList><placeOfBirthItem><uid>8</uid><placeOfBirth>Tehran, Iran</placeOfBirth><mainEntry>true</mainEntry>
      </placeOfBirthItem></placeOfBirthList>
  </sdnEntry>
  <sdnEntry>
    <uid>103</uid><lastName>EXAMPLE TRADING CO.</lastName><sdnType>Vessel</sdnType>
    <programList><program>IRAN</program></programList>
    <idList><id><uid>9</uid><idType>Vessel Registration Identification</idType><idNumber>IMO 9074729</idNumber></id></idList>
    <vesselInfo><callSign>EQXX</callSign><vesselType>Crude Oil Tanker</vesselType><vesselFlag>Iran</vesselFlag>
      <vesselOwner>NITX</vesselOwner><tonnage>318000</tonnage></vesselInfo>
  </sdnEntry>
</sdnList>
"""

ADVANCED_XML = """<?xml version="1.0" encoding="utf-8"?>
<Sanctions xmlns="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADVANCED_XML">
  <DateOfIssue CalendarTypeID="1"><Year>2026</Year><Month>5</Month><Day>21</Day></DateOfIssue>
  <ReferenceValueSets>
    <AliasTypeValues><AliasType ID="1400">A.K.A.</AliasType><AliasType ID="1401">F.K.A.</AliasType>
      <AliasType ID="1403">Name</AliasType></AliasTypeValues>
    <CountryValues><Country ID="11082">Iran</Country><Country ID="11117">Malta</Country></CountryValues>
    <DetailReferenceValues><DetailReference ID="91526">Male</DetailReference></DetailReferenceValues>
    <FeatureTypeValues><FeatureType ID="8" FeatureTypeGroupID="1">Birthdate</FeatureType>
      <FeatureType ID="9" FeatureTypeGroupID="1">Place of Birth</FeatureType>
      <FeatureType ID="10" FeatureTypeGroupID="1">Nationality Country</FeatureType>
      <FeatureType ID="25" FeatureTypeGroupID="1">Location</FeatureType>
      <FeatureType ID="224" FeatureTypeGroupID="1">Gender</FeatureType>
      <FeatureType ID="344" FeatureTypeGroupID="1">Digital Currency Address - XBT</FeatureType></FeatureTypeValues>
    <IDRegDocTypeValues><IDRegDocType ID="1571">Passport</IDRegDocType>
      <IDRegDocType ID="1626">Vessel Registration Identification</IDRegDocType></IDRegDocTypeValues>
    <IDRegDocDateTypeValues><IDRegDocDateType ID="1481">Expiration Date</IDRegDocDateType></IDRegDocDateTypeValues>
    <LegalBasisValues><LegalBasis ID="1" LegalBasisTypeID="1">Executive Order 13224 (Terrorism)</LegalBasis></LegalBasisValues>
    <ListValues><List ID="1550">SDN List</List></ListValues>
    <LocPartTypeValues><LocPartType ID="1451">ADDRESS1</LocPartType><LocPartType ID="1454">CITY</LocPartType></LocPartTypeValues>
    <NamePartTypeValues><NamePartType ID="1520">Last Name</NamePartType><NamePartType ID="1521">First Name</NamePartType>
      <NamePartType ID="1526">Vessel Name</NamePartType></NamePartTypeValues>
    <PartySubTypeValues><PartySubType ID="1" PartyTypeID="3">Vessel</PartySubType>
      <PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType></PartySubTypeValues>
    <PartyTypeValues><PartyType ID="1">Individual</PartyType><PartyType ID="3">Transport</PartyType></PartyTypeValues>
    <RelationTypeValues><RelationType ID="15003">Owned or Controlled By</RelationType></RelationTypeValues>
    <SanctionsTypeValues><SanctionsType ID="1">Program</SanctionsType><SanctionsType ID="2">Block</SanctionsType></SanctionsTypeValues>
    <ScriptValues><Script ID="160" ScriptCode="Arab">Arabic</Script><Script ID="215" ScriptCode="Latn">Latin</Script></ScriptValues>
  </ReferenceValueSets>
  <Locations>
    <Location ID="25"><LocationCountry CountryID="11082" CountryRelevanceID="1530"/>
      <LocationPart LocPartTypeID="1451"><LocationPartValue Primary="true"><Comment/><Value>12 First Street</Value></LocationPartValue></LocationPart>
      <LocationPart LocPartTypeID="1454"><LocationPartValue Primary="true"><Comment/><Value>Tehran</Value></LocationPartValue></LocationPart>
      <FeatureVersionReference FeatureVersionID="1"/></Location>
    <Location ID="26"><LocationCountry CountryID="11082" CountryRelevanceID="1530"/></Location>
  </Locations>
  <IDRegDocuments>
    <IDRegDocument ID="1" IDRegDocTypeID="1571" IdentityID="7001" IssuedBy-CountryID="11082" ValidityID="1"><Comment/>
      <IDRegistrationNo>A1234567</IDRegistrationNo><IssuingAuthority/>
      <DocumentDate IDRegDocDateTypeID="1481"><DatePeriod CalendarTypeID="1"><Start Approximate="false">
        <From><Year>2030</Year><Month>6</Month><Day>5</Day></From><To><Year>2030</Year><Month>6</Month><Day>5</Day></To></Start>
        </DatePeriod></DocumentDate></IDRegDocument>
    <IDRegDocument ID="2" IDRegDocTypeID="1626" IdentityID="7002" ValidityID="1"><IDRegistrationNo>IMO 9074729</IDRegistrationNo></IDRegDocument>
  </IDRegDocuments>
  <DistinctParties>
    <DistinctParty FixedRef="101"><Comment/>
      <Profile ID="101" PartySubTypeID="4">
        <Identity ID="7001" FixedRef="101" Primary="true" False="false">
          <Alias FixedRef="101" AliasTypeID="1403" Primary="true" LowQuality="false">
            <DocumentedName ID="1" FixedRef="101" DocNameStatusID="1">
              <DocumentedNamePart><NamePartValue NamePartGroupID="50" ScriptID="215">DOE</NamePartValue></DocumentedNamePart>
              <DocumentedNamePart><NamePartValue NamePartGroupID="51" ScriptID="215">Johan Piet</NamePartValue></DocumentedNamePart>
            </DocumentedName>
            <DocumentedName ID="2" FixedRef="101" DocNameStatusID="2">
              <DocumentedNamePart><NamePartValue NamePartGroupID="50" ScriptID="160">دو</NamePartValue></DocumentedNamePart>
            </DocumentedName></Alias>
          <Alias FixedRef="101" AliasTypeID="1400" Primary="false" LowQuality="true">
            <DocumentedName ID="3" FixedRef="101" DocNameStatusID="1">
              <DocumentedNamePart><NamePartValue NamePartGroupID="50" ScriptID="215">JPD</NamePartValue></DocumentedNamePart>
            </DocumentedName></Alias>
          <NamePartGroups><MasterNamePartGroup><NamePartGroup ID="50" NamePartTypeID="1520"/></MasterNamePartGroup>
            <MasterNamePartGroup><NamePartGroup ID="51" NamePartTypeID="1521"/></MasterNamePartGroup></NamePartGroups>
        </Identity>
        <Feature ID="1" FeatureTypeID="8"><FeatureVersion ID="1" ReliabilityID="1"><Comment/><DatePeriod CalendarTypeID="1">
          <Start Approximate="true"><From><Year>1961</Year><Month>1</Month><Day>1</Day></From>
            <To><Year>1961</Year><Month>1</Month><Day>1</Day></To></Start>
          <End Approximate="true"><From><Year>1961</Year><Month>12</Month><Day>31</Day></From>
            <To><Year>1961</Year><Month>12</Month><Day>31</Day></To></End></DatePeriod></FeatureVersion></Feature>
        <Feature ID="2" FeatureTypeID="9"><FeatureVersion ID="2"><VersionDetail DetailTypeID="1432">Tehran, Iran</VersionDetail></FeatureVersion></Feature>
        <Feature ID="3" FeatureTypeID="10"><FeatureVersion ID="3"><VersionLocation LocationID="26"/></FeatureVersion></Feature>
        <Feature ID="4" FeatureTypeID="25"><FeatureVersion ID="4"><VersionLocation LocationID="25"/></FeatureVersion></Feature>
        <Feature ID="5" FeatureTypeID="224"><FeatureVersion ID="5"><VersionDetail DetailTypeID="1431" DetailReferenceID="91526"/></FeatureVersion></Feature>
        <Feature ID="6" FeatureTypeID="344"><FeatureVersion ID="6"><VersionDetail DetailTypeID="1432">1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2</VersionDetail></FeatureVersion></Feature>
        <SanctionsEntryReference SanctionsEntryID="1"/>
      </Profile></DistinctParty>
    <DistinctParty FixedRef="103"><Comment/>
      <Profile ID="103" PartySubTypeID="1"><Identity ID="7002" FixedRef="103" Primary="true">
        <Alias FixedRef="103" AliasTypeID="1403" Primary="true" LowQuality="false"><DocumentedName ID="4"><DocumentedNamePart>
          <NamePartValue NamePartGroupID="52" ScriptID="215">SEA EXAMPLE</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
        <NamePartGroups><MasterNamePartGroup><NamePartGroup ID="52" NamePartTypeID="1526"/></MasterNamePartGroup></NamePartGroups>
        </Identity></Profile></DistinctParty>
  </DistinctParties>
  <ProfileRelationships>
    <ProfileRelationship ID="1" From-ProfileID="103" To-ProfileID="101" RelationTypeID="15003" Former="false" SanctionsEntryID="2"><Comment/></ProfileRelationship>
  </ProfileRelationships>
  <SanctionsEntries>
    <SanctionsEntry ID="1" ProfileID="101" ListID="1550"><EntryEvent ID="1" EntryEventTypeID="1" LegalBasisID="1"><Comment/>
      <Date CalendarTypeID="1"><Year>2019</Year><Month>4</Month><Day>3</Day></Date></EntryEvent>
      <SanctionsMeasure ID="1" SanctionsTypeID="1"><Comment>SDGT</Comment></SanctionsMeasure>
      <SanctionsMeasure ID="2" SanctionsTypeID="2"><Comment/></SanctionsMeasure></SanctionsEntry>
    <SanctionsEntry ID="2" ProfileID="103" ListID="1550">
      <SanctionsMeasure ID="3" SanctionsTypeID="1"><Comment>IRAN</Comment></SanctionsMeasure></SanctionsEntry>
  </SanctionsEntries>
</Sanctions>
"""

_ENTITY = """<entity id="101"{action}>
      <generalInfo><identityId>1</identityId><entityType refId="600">Individual</entityType></generalInfo>
      <sanctionsLists><sanctionsList id="1" refId="1550" datePublished="2019-04-03">SDN List</sanctionsList></sanctionsLists>
      <sanctionsPrograms><sanctionsProgram id="2" refId="3">SDGT</sanctionsProgram>{removed}</sanctionsPrograms>
      <sanctionsTypes><sanctionsType id="3" refId="1">Block</sanctionsType></sanctionsTypes>
      <legalAuthorities><legalAuthority id="4" refId="1">Executive Order 13224</legalAuthority></legalAuthorities>
      <names><name id="5"><isPrimary>true</isPrimary><isLowQuality>false</isLowQuality><translations>
        <translation id="6"><isPrimary>true</isPrimary><script refId="215">Latin</script>
          <formattedFirstName>Johan Piet</formattedFirstName><formattedLastName>DOE</formattedLastName>
          <formattedFullName>DOE, Johan Piet</formattedFullName></translation>
        <translation id="7"><isPrimary>false</isPrimary><script refId="160">Arabic</script>
          <formattedFullName>دو</formattedFullName></translation></translations></name>
      <name id="8"><isPrimary>false</isPrimary><aliasType refId="1400">A.K.A.</aliasType><isLowQuality>true</isLowQuality>
        <translations><translation id="9"><isPrimary>true</isPrimary><formattedFullName>JPD</formattedFullName></translation>
        </translations></name></names>
      <addresses><address id="10"><country refId="11082">Iran</country><translations><translation id="11"><isPrimary>true</isPrimary>
        <addressParts><addressPart id="12"><type refId="1454">CITY</type><value>Tehran</value></addressPart></addressParts>
        </translation></translations></address></addresses>
      <features><feature id="13"><type featureTypeId="8">Birthdate</type><value>circa 1961</value></feature>
        <feature id="14"><type featureTypeId="10">Nationality Country</type><value>Iran</value></feature></features>
      <identityDocuments><identityDocument id="15"><type refId="1571">Passport</type><documentNumber>A1234567</documentNumber>
        <isValid>true</isValid><issuingCountry refId="11082">Iran</issuingCountry></identityDocument></identityDocuments>
      <relationships><relationship id="16"><type refId="15001">Acting for or on behalf of</type>
        <relatedEntity entityId="102">EXAMPLE TRADING CO.</relatedEntity></relationship></relationships>
    </entity>"""
ENHANCED_XML = f"""<?xml version="1.0" encoding="utf-8"?>
<sanctionsData xmlns="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ENHANCED_XML">
  <publicationInfo><dataAsOf>2026-05-21T00:00:00-04:00</dataAsOf></publicationInfo>
  <referenceValues><referenceValue refId="600"><type>Entity Type</type><value>Individual</value></referenceValue></referenceValues>
  <featureTypes><featureType featureTypeId="8"><type>Birthdate</type></featureType></featureTypes>
  <entities>{_ENTITY.format(action="", removed="")}</entities>
</sanctionsData>
"""
DELTA_XML = f"""<?xml version="1.0" encoding="utf-8"?>
<sanctionsData xmlns="https://www.treasury.gov/ofac/DeltaFile/1.0">
  <publicationInfo><datePublished>2026-08-20T00:00:00-04:00</datePublished><publicationType>Standard Action</publicationType>
  </publicationInfo>
  <entities>{_ENTITY.format(action=' action="add"', removed="")}
    <entity id="102"><sanctionsPrograms><sanctionsProgram id="1" action="add">IRAN</sanctionsProgram>
      <sanctionsProgram id="2" action="remove">SDGT</sanctionsProgram></sanctionsPrograms></entity>
    <entity id="103" action="remove"></entity>
  </entities>
</sanctionsData>
"""

_CSL_ROWS = [
    {
        "id": "f1", "source": "Entity List (EL) - Bureau of Industry and Security", "entity_number": None, "type": None,
        "programs": [], "name": "Example Electronics Ltd.", "title": None,
        "addresses": [{"address": "Room 1, 2 High Road", "city": "Hong Kong", "state": None, "postal_code": None, "country": "HK"}],
        "federal_register_notice": "87 FR 13141", "start_date": "2022-03-09", "end_date": None, "standard_order": None,
        "license_requirement": "For all items subject to the EAR.", "license_policy": "Presumption of denial.",
        "source_list_url": "https://example.gov/el", "alt_names": ["EEL", "Example Elec"],
    },
    {
        "id": "f2", "source": "Specially Designated Nationals (SDN) - Treasury Department", "entity_number": "101",
        "type": "Individual", "programs": ["SDGT", "IFSR"], "name": "DOE, Johan Piet", "title": "Chief Engineer", "addresses": [],
        "alt_names": ["DOE, Jan"], "citizenships": ["SY"], "dates_of_birth": ["circa 1961"], "nationalities": ["IR"],
        "places_of_birth": ["Tehran, Iran"], "remarks": "(Linked To: EXAMPLE TRADING CO.)",
        "ids": [{"type": "Passport", "number": "A1234567", "country": "IR", "issue_date": None, "expiration_date": "2030-06-05"}],
    },
    {
        "id": "f3", "source": "Denied Persons List (DPL) - Bureau of Industry and Security", "name": "ANNE EXAMPLE",
        "addresses": [{"address": "1 MAIN ST", "city": "MIAMI", "state": "FL", "postal_code": "33130", "country": "US"}],
        "federal_register_notice": "82 F.R. 48792", "start_date": "2017-10-16", "end_date": "2027-10-13", "standard_order": "Y",
        "remarks": "FR NOTICE ADDED",
    },
]  # fmt: skip
CSL_JSON = json.dumps({"total": 3, "offset": 0, "sources": [], "results": _CSL_ROWS}, ensure_ascii=False)
CSL_CSV = (
    "source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,standard_order,"
    "license_requirement,license_policy,call_sign,vessel_type,gross_tonnage,gross_registered_tonnage,vessel_flag,vessel_owner,"
    "remarks,source_list_url,alt_names,citizenships,dates_of_birth,nationalities,places_of_birth,source_information_url,ids\n"
    'Entity List (EL) - Bureau of Industry and Security,,,,Example Electronics Ltd.,,"Room 1, 2 High Road, Hong Kong, HK",'
    "87 FR 13141,2022-03-09,,,For all items subject to the EAR.,Presumption of denial.,,,,,,,,https://example.gov/el,"
    "EEL; Example Elec,,,,,https://example.gov,\n"
    'Specially Designated Nationals (SDN) - Treasury Department,101,Individual,SDGT; IFSR,"DOE, Johan Piet",Chief Engineer,"",'
    ',,,,,,,,,,,,(Linked To: EXAMPLE TRADING CO.),,"DOE, Jan",SY,circa 1961,IR,"Tehran, Iran",,"IR, A1234567, Passport"\n'
)
CSL_PACKED = json.dumps(
    {
        "sourceGeneratedAt": "2026-07-31T13:15:00+00:00", "entryCount": 2,
        "fieldKey": {
            "n": "name", "a": "alt_names", "s": "source (index into tables.sources)", "t": "type",
            "c": "address countries (ISO-2)", "e": "entity_number", "lr": "license_requirement (index into tables.licenceRequirements)",
            "pg": "programs (index into tables.programmes)", "fr": "federal_register_notice",
        },
        "tables": {
            "sources": ["Entity List (EL) - Bureau of Industry and Security", "Specially Designated Nationals (SDN) - Treasury Department"],
            "licenceRequirements": ["For all items subject to the EAR."], "programmes": ["SDGT; IFSR"],
        },
        "entries": [
            {"n": "Example Electronics Ltd.", "a": ["EEL"], "s": 0, "c": ["HK", "REGION: GAZA"], "lr": 0, "fr": "87 FR 13141"},
            {"n": "DOE, Johan Piet", "s": 1, "t": "Individual", "e": "101", "pg": 0, "c": ["IR"]},
        ],
    }
)  # fmt: skip

UN_XML = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<CONSOLIDATED_LIST xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" dateGenerated="2026-02-27T00:00:09.554Z">
  <INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME>JOHAN</FIRST_NAME><SECOND_NAME>PIET</SECOND_NAME>
    <THIRD_NAME>DOE</THIRD_NAME><UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPi.901</REFERENCE_NUMBER>
    <LISTED_ON>2016-03-02</LISTED_ON><NAME_ORIGINAL_SCRIPT>도요한</NAME_ORIGINAL_SCRIPT><COMMENTS1>An invented entry.</COMMENTS1>
    <TITLE><VALUE>General</VALUE></TITLE><DESIGNATION><VALUE>Engineer</VALUE></DESIGNATION>
    <NATIONALITY><VALUE>Democratic People's Republic of Korea</VALUE></NATIONALITY>
    <LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE><LAST_DAY_UPDATED><VALUE>2020-01-02</VALUE></LAST_DAY_UPDATED>
    <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>To Yo Han</ALIAS_NAME></INDIVIDUAL_ALIAS>
    <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>JPD</ALIAS_NAME></INDIVIDUAL_ALIAS>
    <INDIVIDUAL_ADDRESS><STREET>1 Hill</STREET><CITY>Pyongyang</CITY><COUNTRY>Democratic People's Republic of Korea</COUNTRY>
      <NOTE>as of 2016</NOTE></INDIVIDUAL_ADDRESS>
    <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1953</FROM_YEAR><TO_YEAR>1955</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
    <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1954-04-04</DATE></INDIVIDUAL_DATE_OF_BIRTH>
    <INDIVIDUAL_PLACE_OF_BIRTH><CITY>Hamhung</CITY><COUNTRY>Democratic People's Republic of Korea</COUNTRY></INDIVIDUAL_PLACE_OF_BIRTH>
    <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>645220025</NUMBER>
      <ISSUING_COUNTRY>Democratic People's Republic of Korea</ISSUING_COUNTRY><DATE_OF_ISSUE>2016-05-01</DATE_OF_ISSUE></INDIVIDUAL_DOCUMENT>
    <SORT_KEY/><SORT_KEY_LAST_MOD/></INDIVIDUAL></INDIVIDUALS>
  <ENTITIES><ENTITY><DATAID>2</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME>EXAMPLE TRADING CORPORATION</FIRST_NAME>
    <UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPe.902</REFERENCE_NUMBER><LISTED_ON>2009-07-16</LISTED_ON>
    <COMMENTS1/><LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>
    <ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>Old Example</ALIAS_NAME></ENTITY_ALIAS>
    <ENTITY_ADDRESS><COUNTRY>Democratic People's Republic of Korea</COUNTRY></ENTITY_ADDRESS><SORT_KEY/><SORT_KEY_LAST_MOD/></ENTITY></ENTITIES>
</CONSOLIDATED_LIST>
"""

_RULE = '<regulationSummary regulationType="amendment" publicationDate="2022-02-25" numberTitle="2022/336 (OJ L58)" publicationUrl="https://example.eu"/>'
EU_XML = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-04-15T15:29:22.497+02:00" globalFileId="1">
  <sanctionEntity designationDate="" designationDetails="" unitedNationId="KPi.901" euReferenceNumber="EU.9001.1" logicalId="5295">
    <remark>An invented entry.</remark>
    <regulation regulationType="amendment" organisationType="council" publicationDate="2022-02-25" entryIntoForceDate="2022-02-26"
      numberTitle="2022/336 (OJ L58)" programme="UKR" logicalId="1"><publicationUrl>https://example.eu</publicationUrl></regulation>
    <subjectType code="person" classificationCode="P"/>
    <nameAlias firstName="Johan" middleName="Piet" lastName="DOE" wholeName="Johan Piet DOE" function="Engineer" gender="M" title="Dr"
      nameLanguage="" strong="true" regulationLanguage="en" logicalId="2">{_RULE}</nameAlias>
    <nameAlias firstName="" middleName="" lastName="" wholeName="Йохан ДОУ" function="" title="" nameLanguage="RU" strong="true"
      regulationLanguage="en" logicalId="3">{_RULE}</nameAlias>
    <nameAlias firstName="" middleName="" lastName="" wholeName="JPD" function="" title="" nameLanguage="" strong="false"
      regulationLanguage="en" logicalId="4">{_RULE}</nameAlias>
    <citizenship region="" countryIso2Code="RU" countryDescription="RUSSIAN FEDERATION" regulationLanguage="en" logicalId="5">{_RULE}</citizenship>
    <birthdate circa="true" calendarType="GREGORIAN" city="Tambov" zipCode="" year="1961" region="" place="" countryIso2Code="RU"
      countryDescription="RUSSIAN FEDERATION" regulationLanguage="en" logicalId="6">{_RULE}</birthdate>
    <address city="Moscow" street="1 Hill" poBox="" zipCode="101000" region="" place="" asAtListingTime="false" countryIso2Code="RU"
      countryDescription="RUSSIAN FEDERATION" regulationLanguage="en" logicalId="7"><contactInfo key="EMAIL" value="a@example.ru"/>{_RULE}</address>
    <identification diplomatic="false" knownExpired="true" knownFalse="false" reportedLost="false" revokedByIssuer="false" issuedBy=""
      latinNumber="" nameOnDocument="" number="488555" region="" countryIso2Code="RU" countryDescription="RUSSIAN FEDERATION"
      identificationTypeCode="passport" identificationTypeDescription="National passport" regulationLanguage="en" logicalId="8">{_RULE}</identification>
  </sanctionEntity>
  <sanctionEntity designationDate="2022-02-25" designationDetails="" unitedNationId="" euReferenceNumber="EU.9002.2" logicalId="5296">
    <subjectType code="enterprise" classificationCode="E"/>
    <nameAlias firstName="" middleName="" lastName="" wholeName="Example Bank" function="" title="" nameLanguage="" strong="true"
      regulationLanguage="en" logicalId="9">{_RULE}</nameAlias>
  </sanctionEntity>
</export>
"""
_EU_COLUMNS = (
    "fileGenerationDate Entity_LogicalId Entity_EU_ReferenceNumber Entity_UnitedNationId Entity_DesignationDate"
    " Entity_DesignationDetails Entity_Remark Entity_SubjectType Entity_SubjectType_ClassificationCode Entity_Regulation_Type"
    " Entity_Regulation_OrganisationType Entity_Regulation_PublicationDate Entity_Regulation_EntryIntoForceDate"
    " Entity_Regulation_NumberTitle Entity_Regulation_Programme Entity_Regulation_PublicationUrl NameAlias_LastName"
    " NameAlias_FirstName NameAlias_MiddleName NameAlias_WholeName NameAlias_NameLanguage NameAlias_Gender NameAlias_Title"
    " NameAlias_Function NameAlias_LogicalId NameAlias_Regulation_NumberTitle Address_City Address_Street Address_ZipCode"
    " Address_CountryIso2Code Address_CountryDescription BirthDate_BirthDate BirthDate_Year BirthDate_Circa BirthDate_City"
    " BirthDate_CountryIso2Code BirthDate_CountryDescription Identification_Number Identification_KnownExpired"
    " Identification_TypeCode Identification_TypeDescription Identification_CountryIso2Code Citizenship_CountryIso2Code"
).split()


def _eu_row(**cells: str) -> str:
    return ";".join(cells.get(column, "") for column in _EU_COLUMNS)


_ONE = {
    "fileGenerationDate": "15/04/2026", "Entity_LogicalId": "5295", "Entity_EU_ReferenceNumber": "EU.9001.1",
    "Entity_SubjectType": "P", "Entity_SubjectType_ClassificationCode": "person", "Entity_Regulation_NumberTitle": "2022/336 (OJ L58)",
    "Entity_Regulation_Programme": "UKR", "Entity_Regulation_EntryIntoForceDate": "2022-02-26",
}  # fmt: skip
EU_CSV = "\ufeff" + "\n".join(
    [
        ";".join(_EU_COLUMNS),
        _eu_row(**_ONE, NameAlias_WholeName="Johan Piet DOE", NameAlias_LastName="DOE", NameAlias_FirstName="Johan", NameAlias_MiddleName="Piet"),
        _eu_row(**_ONE, NameAlias_WholeName="Йохан ДОУ", NameAlias_NameLanguage="RU"),
        _eu_row(**_ONE, BirthDate_Year="1961", BirthDate_Circa="true", BirthDate_City="Tambov", BirthDate_CountryDescription="RUSSIAN FEDERATION"),
        _eu_row(**_ONE, Identification_Number="488555", Identification_TypeCode="passport", Identification_CountryIso2Code="RU"),
        _eu_row(**_ONE, Citizenship_CountryIso2Code="RU"),
        _eu_row(
            Entity_LogicalId="5296", Entity_EU_ReferenceNumber="EU.9002.2", Entity_SubjectType="E", NameAlias_WholeName="Example Bank",
            Address_City="Moscow", Address_CountryIso2Code="RU", Address_CountryDescription="RUSSIAN FEDERATION",
        ),
        "",
    ]
)  # fmt: skip

UK_XML = """<?xml version="1.0" encoding="utf-8"?>
<Designations><DateGenerated>20/08/2026</DateGenerated>
<Designation><LastUpdated>14/04/2026</LastUpdated><DateDesignated>25/01/2022</DateDesignated><UniqueID>RUS9001</UniqueID>
  <OFSIGroupID>91001</OFSIGroupID><UNReferenceNumber/>
  <Names><Name><Name1>Johan</Name1><Name2>Piet</Name2><Name6>DOE</Name6><NameType>Primary Name</NameType></Name>
    <Name><Name1>Jan</Name1><Name6>DOE</Name6><NameType>Primary name variation</NameType></Name>
    <Name><Name6>JPD</Name6><NameType>Alias</NameType><AliasStrength>Low quality a.k.a</AliasStrength></Name></Names>
  <NonLatinNames><NonLatinName><NameNonLatinScript>Йохан ДОУ</NameNonLatinScript></NonLatinName></NonLatinNames>
  <Titles><Title>Dr</Title></Titles><RegimeName>The Russia (Sanctions) (EU Exit) Regulations 2019</RegimeName>
  <IndividualEntityShip>Individual</IndividualEntityShip><DesignationSource>UK</DesignationSource>
  <SanctionsImposed>Asset freeze|Travel Ban</SanctionsImposed><OtherInformation>An invented entry.</OtherInformation>
  <UKStatementofReasons>Invented reasons.</UKStatementofReasons>
  <Addresses><Address><AddressLine1>1 Hill</AddressLine1><AddressLine6>Moscow</AddressLine6><AddressPostalCode>101000</AddressPostalCode>
    <AddressCountry>Russia</AddressCountry></Address></Addresses>
  <IndividualDetails><Individual><DOBs><DOB>dd/mm/1961</DOB><DOB>01/03/1962</DOB></DOBs>
    <PassportDetails><Passport><PassportNumber>P1234567</PassportNumber><PassportAdditionalInformation>Russian</PassportAdditionalInformation></Passport></PassportDetails>
    <Nationalities><Nationality>Russia</Nationality></Nationalities><Positions><Position>Engineer</Position></Positions>
    <Genders><Gender>Male</Gender></Genders>
    <BirthDetails><Location><TownOfBirth>Tambov</TownOfBirth><CountryOfBirth>Russia</CountryOfBirth></Location></BirthDetails>
  </Individual></IndividualDetails></Designation>
<Designation><LastUpdated>18/12/2021</LastUpdated><DateDesignated>03/10/2017</DateDesignated><UniqueID>DPR9075</UniqueID>
  <Names><Name><Name6>Sea Example</Name6><NameType>Primary name</NameType></Name></Names>
  <RegimeName>The Democratic People's Republic of Korea (Sanctions) (EU Exit) Regulations 2019</RegimeName>
  <IndividualEntityShip>Ship</IndividualEntityShip><SanctionsImposed>Prohibition of port entry</SanctionsImposed>
  <ShipDetails><Ship><IMONumbers><IMONumber>IMO9074729</IMONumber></IMONumbers>
    <CurrentOwnerOperators><CurrentOwnerOperator>Example Shipping</CurrentOwnerOperator></CurrentOwnerOperators>
    <CurrentBelievedFlagOfShips><CurrentBelievedFlagOfShip>Comoros</CurrentBelievedFlagOfShip></CurrentBelievedFlagOfShips>
    <TypeOfShipDetails><TypeOfShip>Bulk Carrier</TypeOfShip></TypeOfShipDetails></Ship></ShipDetails></Designation>
</Designations>
"""
UK_COLUMNS = (
    "Last Updated,Unique ID,OFSI Group ID,UN Reference Number,Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Name type,Alias strength,"
    "Title,Name non-latin script,Non-latin script type,Non-latin script language,Regime Name,Designation Type,Designation source,"
    "Sanctions Imposed,Other Information,UK Statement of Reasons,Address Line 1,Address Line 2,Address Line 3,Address Line 4,"
    "Address Line 5,Address Line 6,Address Postal Code,Address Country,Phone number,Website,Email address,Date Designated,D.O.B,"
    "Nationality(/ies),National Identifier number,National Identifier additional information,Passport number,"
    "Passport additional information,Position,Gender,Town of birth,Country of birth,Type of entity,Subsidiaries,Parent company,"
    "Business registration number (s),IMO number,Current owner/operator (s),Previous owner/operator (s),"
    "Current believed flag of ship,Previous flags,Type of ship,Tonnage of ship,Length of ship,Year Built,"
    "Hull identification number (HIN)"
).split(",")


def row_of(columns: list[str], cells: dict[str, str]) -> list[str]:
    """The cells in the order of the columns."""
    assert cells.keys() <= set(columns)
    return [cells.get(column, "") for column in columns]


_UK = {
    "Unique ID": "RUS9001", "Designation Type": "Individual", "Regime Name": "The Russia (Sanctions) (EU Exit) Regulations 2019",
    "Date Designated": "25/01/2022", "Sanctions Imposed": "Asset freeze|Travel Ban", "D.O.B": "dd/mm/1961", "Nationality(/ies)": "Russia",
    "Passport number": "P1234567", "Passport additional information": "Russian", "Town of birth": "Tambov", "Country of birth": "Russia",
}  # fmt: skip
UK_ROWS = [
    ["Report Date: 13-Feb-2026"],
    UK_COLUMNS,
    row_of(UK_COLUMNS, {**_UK, "Name 1": "Johan", "Name 2": "Piet", "Name 6": "DOE", "Name type": "Primary Name"}),
    row_of(
        UK_COLUMNS,
        {**_UK, "Name 6": "JPD", "Name type": "Alias", "Alias strength": "Low quality a.k.a", "Name non-latin script": "Йохан ДОУ"},
    ),
    row_of(
        UK_COLUMNS,
        {
            "Unique ID": "DPR9075", "Designation Type": "Ship", "Name 6": "Sea Example", "Name type": "Primary name",
            "Regime Name": "The DPRK Regulations", "Date Designated": "03/10/2017", "IMO number": "IMO9074729",
            "Current owner/operator (s)": "Example Shipping", "Current believed flag of ship": "Comoros",
        },
    ),
]  # fmt: skip
UK_CSV = "\r\n".join(",".join(f'"{cell}"' if "," in cell else cell for cell in row) for row in UK_ROWS) + "\r\n"

OFSI_COLUMNS = (
    "Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,Name Non-Latin Script,Non-Latin Script Type,Non-Latin Script Language,DOB,"
    "Town of Birth,Country of Birth,Nationality,Passport Number,Passport Details,National Identification Number,"
    "National Identification Details,Position,Address 1,Address 2,Address 3,Address 4,Address 5,Address 6,Post/Zip Code,Country,"
    "Other Information,Group Type,Alias Type,Alias Quality,Regime,Listed On,UK Sanctions List Date Designated,Last Updated,Group ID"
).split(",")
_OFSI = {"Group Type": "Individual", "Regime": "Russia", "Listed On": "04/03/2022", "Group ID": "91001"}
OFSI_ROWS = [
    ["Last Updated", "04/05/2022"],
    OFSI_COLUMNS,
    row_of(
        OFSI_COLUMNS,
        {
            **_OFSI, "Name 6": "DOE", "Name 1": "Johan", "Name 2": "Piet", "Alias Type": "Primary name", "DOB": "00/00/1961",
            "Town of Birth": "(1) Tambov (2) Omsk", "Country of Birth": "(1) Russia (2) Russia", "Nationality": "(1) Russia. (2) Syria",
            "Passport Number": "(1) A1 (2) B2", "Passport Details": "(1) Russian (2) Syrian", "Address 1": "1 Hill", "Address 6": "Moscow",
            "Country": "Russia", "Other Information": "(UK Sanctions List Ref):RUS9001 (Phone number):+7 495 1 (Gender):Male "
            "(Parent company):Example Trading (IMO number):9074729",
        },
    ),
    row_of(OFSI_COLUMNS, {**_OFSI, "Name 6": "JPD", "Alias Type": "AKA", "Alias Quality": "Low quality", "DOB": "01/02/1962"}),
]  # fmt: skip
OFSI_CSV = "\n".join(",".join(f'"{cell}"' if "," in cell else cell for cell in row) for row in OFSI_ROWS) + "\n"

AU_COLUMNS = (
    "Reference,Name of Individual or Entity,Type,Name Type,Alias Strength,Date of Birth,Place of Birth,Citizenship,Address,"
    "Additional Information,Listing Information,IMO Number,Committees,Control Date,Instrument of Designation,"
    "Targeted Financial Sanction,Travel Ban,Arms Embargo,Maritime Restriction"
).split(",")
_AU = {
    "Type": "Individual", "Date of Birth": "a) Approximately 1955-1958 b) 5 May 1957", "Citizenship": "Iranian", "Address": "NA",
    "Listing Information": "Listed on 2 Sep. 2014 (amended on 1 May 2019)", "Committees": "Autonomous (Iran)", "Control Date": "2/02/2026",
    "Targeted Financial Sanction": "TRUE", "Travel Ban": "FALSE", "Instrument of Designation": "Instrument 2026",
}  # fmt: skip
AU_ROWS = [
    AU_COLUMNS,
    row_of(
        AU_COLUMNS, {**_AU, "Reference": "8577", "Name of Individual or Entity": "Johan Piet DOE", "Name Type": "Primary Name"}
    ),
    row_of(
        AU_COLUMNS, {**_AU, "Reference": "8577a", "Name of Individual or Entity": "یوهان دو", "Name Type": "Original Script"}
    ),
    row_of(
        AU_COLUMNS,
        {**_AU, "Reference": "8577b", "Name of Individual or Entity": "JPD", "Name Type": "Alias", "Alias Strength": "Weak"},
    ),
]
AU_CSV = "\n".join(",".join(f'"{cell}"' if "," in cell else cell for cell in row) for row in AU_ROWS) + "\n"

CA_XML = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<data-set xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <record><Country>Belarus / Bélarus</Country><LastName>Doe</LastName><GivenName>Johan Piet</GivenName>
    <DateOfBirth>1965-04-29</DateOfBirth><Aliases>Jan Doe; Ян Доу</Aliases><Schedule>1</Schedule><Item>3</Item></record>
  <record><Country>Iran</Country><Entity>Example Co.</Entity><Aliases>Example Company Ltd., Example, Inc.</Aliases>
    <Schedule>1, Part 2</Schedule><Item>4</Item></record>
</data-set>
"""
CA_XML_2026 = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<data-set><record><Country-Pays>Russia / Russie</Country-Pays><EntityOrShip-EntiteOuNavire>Sea Example</EntityOrShip-EntiteOuNavire>
  <TitleOrShipType-TitreOuTypeDeNavire>Oil tanker</TitleOrShipType-TitreOuTypeDeNavire>
  <ShipIMONumber-NumeroOMIDuNavire>9074729</ShipIMONumber-NumeroOMIDuNavire><Schedule-Annexe>1</Schedule-Annexe>
  <Item-NumeroDarticle>12</Item-NumeroDarticle><DateOfListing-DateDinscription>2025-02-24</DateOfListing-DateDinscription></record></data-set>
"""

DPL = (
    '"Name"\t"Street_Address"\t"City"\t"State"\t"Country"\t"Postal_Code"\t"Effective_Date"\t"Expiration_Date"\t"Standard_Order"\t'
    '"Last_Update"\t"Action"\t"FR_Citation"\n'
    '"ANNE EXAMPLE"\t"1 MAIN ST"\t"MIAMI"\t"FL"\t"US"\t"33130"\t"10/16/2017"\t"10/13/2027"\t"Y"\t"2017-10-20"\t"FR NOTICE ADDED"\t'
    '"82 F.R. 48792 10/20/2017"\n'
)

_FTM = [
    {"id": "NK-1", "caption": "Johan Doe", "schema": "Person", "target": True, "datasets": ["us_ofac_sdn"], "referents": ["ofac-101"],
     "first_seen": "2023-04-20T18:00:25", "properties": {"name": ["Johan Doe"], "alias": ["Jan Doe"], "weakAlias": ["JPD"],
     "previousName": ["Johan Roe"], "firstName": ["Johan"], "lastName": ["Doe"], "birthDate": ["1961-05"], "nationality": ["ru"],
     "passportNumber": ["P1234567"], "topics": ["sanction"], "notes": ["An invented entry."], "addressEntity": ["addr-1"]}},
    {"id": "NK-2", "caption": "Example Trading", "schema": "Company", "target": False, "datasets": ["gb_coh_psc"],
     "properties": {"name": ["Example Trading"], "jurisdiction": ["cy"], "leiCode": ["253400V1H6ART1UQ0N98"], "innCode": ["7707083893"]}},
    {"id": "addr-1", "caption": "1 Hill, Moscow", "schema": "Address",
     "properties": {"full": ["1 Hill, Moscow"], "city": ["Moscow"], "country": ["ru"]}},
    {"id": "own-1", "schema": "Ownership", "properties": {"owner": ["NK-1"], "asset": ["NK-2"], "percentage": ["50.1"]}},
    {"id": "sanc-1", "schema": "Sanction", "properties": {"entity": ["NK-1"], "authority": ["OFAC"], "program": ["SDGT"],
     "startDate": ["2019-04-03"], "reason": ["E.O. 13224"], "provisions": ["Block"], "sourceUrl": ["https://example.gov/101"]}},
    {"id": "pass-1", "schema": "Passport", "properties": {"holder": ["NK-1"], "number": ["Q7654321"], "country": ["sy"]}},
    {"id": "V-1", "caption": "SEA EXAMPLE", "schema": "Vessel", "target": True,
     "properties": {"name": ["SEA EXAMPLE"], "imoNumber": ["9074729"], "flag": ["pa"]}},
]  # fmt: skip
FTM = "".join(json.dumps(entity, ensure_ascii=False) + "\n" for entity in _FTM)
FTM_NESTED = (
    json.dumps(
        {"id": "NK-1", "caption": "Johan Doe", "schema": "Person", "target": True, "datasets": ["us_ofac_sdn"], "properties": {
            "name": ["Johan Doe"], "birthDate": ["1961-05"],
            "sanctions": [{"id": "sanc-1", "schema": "Sanction", "properties": {"authority": ["OFAC"], "program": ["SDGT"], "startDate": ["2019-04-03"]}}],
            "addressEntity": [{"id": "addr-1", "schema": "Address", "properties": {"full": ["1 Hill, Moscow"], "country": ["ru"]}}],
            "ownershipOwner": [{"id": "own-1", "schema": "Ownership", "properties": {"percentage": ["25-50"],
                "asset": [{"id": "NK-2", "caption": "Example Trading", "schema": "Company", "properties": {"name": ["Example Trading"]}}]}}]}}
    )
    + "\n"
)  # fmt: skip
SIMPLE_CSV = (
    "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,program_ids,dataset,first_seen,"
    "last_seen,last_change\n"
    'NK-1,Person,Johan Doe,Jan Doe;JPD,1961-05,ru;sy,"1 Hill, Moscow",P1234567,OFAC SDN,,,US-SDGT,us_ofac_sdn,2023-04-20,2026-01-01,2025-01-01\n'
    "V-1,Vessel,SEA EXAMPLE,,,pa,,IMO9074729,,,,,us_ofac_sdn,2023-04-20,2026-01-01,2025-01-01\n"
)
_SENZING = [
    {"DATA_SOURCE": "OS_SANCTIONS", "RECORD_ID": "NK-1", "RECORD_TYPE": "PERSON", "LAST_CHANGE": "2024-03-21T08:44:01",
     "NAMES": [{"NAME_TYPE": "PRIMARY", "NAME_FULL": "Johan Doe"}, {"NAME_TYPE": "ALIAS", "NAME_FULL": "Jan Doe"}],
     "RISKS": [{"TOPIC": "sanction"}], "DATES": [{"DATE_OF_BIRTH": "1961"}], "COUNTRIES": [{"NATIONALITY": "ru"}],
     "ADDRESSES": [{"ADDR_FULL": "1 Hill, Moscow", "ADDR_COUNTRY": "ru"}],
     "IDENTIFIERS": [{"PASSPORT_NUMBER": "P1234567", "PASSPORT_COUNTRY": "ru"}],
     "RELATIONSHIPS": [{"REL_POINTER_ROLE": "Ownership", "REL_POINTER_DOMAIN": "OPEN_SANCTIONS", "REL_POINTER_KEY": "NK-2"}],
     "URL": "https://example.org/NK-1"},
    {"DATA_SOURCE": "CUSTOM", "RECORD_ID": "7", "FEATURES": [{"RECORD_TYPE": "ORGANIZATION"}, {"NAME_TYPE": "PRIMARY", "NAME_ORG": "Example Trading"},
     {"LEI_NUMBER": "253400V1H6ART1UQ0N98"}]},
]  # fmt: skip
SENZING = "".join(json.dumps(record) + "\n" for record in _SENZING)

_BODS = [
    {"statementID": "e1", "statementType": "entityStatement", "entityType": "registeredEntity", "name": "Example Trading",
     "incorporatedInJurisdiction": {"code": "GB", "name": "United Kingdom"}, "identifiers": [{"scheme": "GB-COH", "id": "01234567"}],
     "addresses": [{"type": "registered", "address": "1 High St, London", "country": "GB"}]},
    {"statementID": "p1", "statementType": "personStatement", "personType": "knownPerson", "birthDate": "1961-05",
     "names": [{"type": "individual", "fullName": "Johan Doe", "givenName": "Johan", "familyName": "Doe"}], "nationalities": [{"code": "RU"}]},
    {"statementID": "o1", "statementType": "ownershipOrControlStatement", "subject": {"describedByEntityStatement": "e1"},
     "interestedParty": {"describedByPersonStatement": "p1"},
     "interests": [{"type": "shareholding", "share": {"minimum": 25, "maximum": 50, "exclusiveMinimum": True}}]},
    {"statementID": "o0", "statementType": "ownershipOrControlStatement", "subject": {"describedByEntityStatement": "e1"},
     "interestedParty": {"unspecified": {"reason": "no-beneficial-owners"}}},
]  # fmt: skip
BODS = json.dumps(_BODS)
_BODS_04 = [
    {"statementId": "s1", "recordId": "r-e1", "recordType": "entity", "recordStatus": "new", "recordDetails": {
        "isComponent": False, "entityType": {"type": "registeredEntity"}, "name": "Example Trading", "jurisdiction": {"code": "GB-SCT"}}},
    {"statementId": "s2", "recordId": "r-p1", "recordType": "person", "recordStatus": "new", "recordDetails": {
        "isComponent": False, "personType": "knownPerson", "names": [{"type": "legal", "fullName": "Johan Doe"}]}},
    {"statementId": "s3", "recordId": "r-o1", "recordType": "relationship", "recordStatus": "new", "recordDetails": {
        "isComponent": False, "subject": "r-e1", "interestedParty": "r-p1",
        "interests": [{"type": "shareholding", "directOrIndirect": "direct", "share": {"exact": 12.5}}, {"type": "votingRights"}]}},
]  # fmt: skip
BODS_04 = "".join(json.dumps(statement) + "\n" for statement in _BODS_04)

#: Every form as one file: (list, file name, text).
ONE_FILE: tuple[tuple[str, str, str], ...] = (
    ("us-ofac-sdn", "sdn.csv", SDN),
    ("us-ofac-sdn", "sdn.xml", SDN_XML),
    ("us-ofac-sdn", "SDN_ADVANCED.XML", ADVANCED_XML),
    ("us-ofac-sdn", "SDN_ENHANCED.XML", ENHANCED_XML),
    ("us-ofac-delta", "2026-08-20_delta.xml", DELTA_XML),
    ("us-csl", "consolidated.json", CSL_JSON),
    ("us-csl", "consolidated.csv", CSL_CSV),
    ("us-csl", "screening-list.json", CSL_PACKED),
    ("us-bis-dpl", "dpl.txt", DPL),
    ("un-sc", "consolidated.xml", UN_XML),
    ("eu-fsf", "xmlFullSanctionsList_1_1", EU_XML),
    ("eu-fsf", "csvFullSanctionsList_1_1", EU_CSV),
    ("uk-sl", "UK-Sanctions-List.xml", UK_XML),
    ("uk-sl", "UK-Sanctions-List.csv", UK_CSV),
    ("uk-ofsi", "ConList.csv", OFSI_CSV),
    ("ca-sema", "sema-lmes.xml", CA_XML),
    ("ca-sema", "sema-lmes-2026.xml", CA_XML_2026),
    ("au-dfat", "regulation8.csv", AU_CSV),
    ("opensanctions", "entities.ftm.json", FTM),
    ("opensanctions", "targets.nested.json", FTM_NESTED),
    ("opensanctions", "targets.simple.csv", SIMPLE_CSV),
    ("senzing", "senzing.json", SENZING),
    ("bods", "bods.json", BODS),
    ("bods", "bods.jsonl", BODS_04),
)


def write(folder: Path, name: str, text: str) -> Path:
    """The text as a UTF-8 file."""
    path = folder / name
    path.write_bytes(text.encode())
    return path
